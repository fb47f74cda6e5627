package dev.weft.testbed.storage.memory;

import dev.weft.testbed.wire.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Collections, views and their options (server manual, "create", "listCollections"), and databases. */
final class CollectionCommands {
    private static final List<String> NO_OPTIONS = List.of("create", "encryptedFields");

    private final Backend backend;
    private final Scratch scratch;
    private final Catalog catalog;
    private final IndexCommands indexes;
    private final CollectionOptions checks;

    CollectionCommands(Backend backend, Scratch scratch, Catalog catalog) {
        this.backend = backend;
        this.scratch = scratch;
        this.catalog = catalog;
        this.checks = new CollectionOptions(scratch);
        this.indexes = new IndexCommands(backend, this, catalog);
    }

    void register(Map<String, MemoryStorage.Special> specials) {
        specials.put("create", this::create);
        specials.put("drop", this::drop);
        specials.put("dropDatabase", (database, command) -> {
            catalog.removeDatabase(database);
            names(database).forEach(name -> drop(database, new BsonDocument("drop", new BsonString(name))));
            return backend.run(database, command);
        });
        specials.put("renameCollection", this::rename);
        specials.put("collMod", new CollMod(this, indexes, checks, catalog)::run);
        indexes.register(specials);
        specials.put("listCollections", this::listCollections);
        specials.put("listDatabases", this::listDatabases);
        specials.put("validate", (database, command) -> {
            checkExists(database, command, "Collection '%s' does not exist to validate.");
            return backend.run(database, command);
        });
        specials.put("convertToCapped", this::convertToCapped);
    }

    private BsonDocument create(String database, BsonDocument command) {
        String namespace = Reads.namespace(database, command);
        if (command.get("capped") instanceof BsonBoolean capped && capped.getValue() && !command.containsKey("size")) {
            throw new CommandFailure(72, "the 'size' field is required when 'capped' is true");
        }
        BsonDocument options = command.clone();
        NO_OPTIONS.forEach(options::remove);
        options = checks.completed(options);
        boolean known = exists(database, command);
        if (known && catalog.options(namespace).equals(options)) {
            return ok();
        }
        BsonDocument plain = new BsonDocument("create", command.get("create"));
        BsonDocument reply = options.containsKey("timeseries") && !known
                ? TimeSeries.create(backend, database, command.getString("create"))
                : backend.run(database, plain);
        if (!options.isEmpty()) {
            catalog.put(namespace, options);
        }
        if (options.get("clusteredIndex") instanceof BsonDocument index) {
            catalog.putIndexes(namespace, List.of(index.clone().append("clustered", BsonBoolean.TRUE)));
        }
        return reply;
    }

    private BsonDocument drop(String database, BsonDocument command) {
        catalog.remove(Reads.namespace(database, command));
        return backend.run(database, command);
    }

    private BsonDocument rename(String database, BsonDocument command) {
        BsonDocument reply = backend.run(database, command);
        String from = command.getString("renameCollection").getValue();
        String to = command.getString("to").getValue();
        catalog.rename(from, to);
        indexes.renamed(from, to);
        return reply;
    }

    private BsonDocument convertToCapped(String database, BsonDocument command) {
        checkExists(database, command, "source collection %s does not exist");
        BsonDocument options =
                catalog.options(Reads.namespace(database, command)).clone();
        options.append("capped", BsonBoolean.TRUE).append("size", command.get("size"));
        catalog.put(Reads.namespace(database, command), options);
        return ok();
    }

    private List<String> names(String database) {
        return Scratch.all(backend, database, new BsonDocument("listCollections", new BsonInt32(1))).stream()
                .map(found -> found.getString("name").getValue())
                .filter(name -> !name.startsWith("system."))
                .sorted()
                .toList();
    }

    boolean exists(String database, BsonDocument command) {
        return command.get(command.getFirstKey()) instanceof BsonString name
                && names(database).contains(name.getValue());
    }

    void checkExists(String database, BsonDocument command, String message) {
        if (!exists(database, command)) {
            throw new CommandFailure(26, String.format(message, Reads.namespace(database, command)));
        }
    }

    private BsonDocument listCollections(String database, BsonDocument command) {
        List<BsonDocument> all = new ArrayList<>();
        for (String name : names(database)) {
            BsonDocument options = catalog.options(database + "." + name);
            String type = options.containsKey("viewOn")
                    ? "view"
                    : options.containsKey("timeseries") ? "timeseries" : "collection";
            var found = new BsonDocument("name", new BsonString(name)).append("type", new BsonString(type));
            found.append("options", options.clone());
            var info = new BsonDocument("readOnly", BsonBoolean.valueOf(type.equals("view")));
            if (!type.equals("view")) {
                UUID uuid = UUID.nameUUIDFromBytes(
                        (database + "." + name).getBytes(java.nio.charset.StandardCharsets.UTF_8));
                info.append("uuid", new BsonBinary(uuid));
            }
            found.append("info", info);
            if (type.equals("collection") && !options.containsKey("clusteredIndex")) {
                found.append("idIndex", Catalog.idIndex());
            }
            all.add(found);
        }
        List<BsonDocument> selected = filtered(all, command);
        if (BsonBoolean.TRUE.equals(command.get("nameOnly"))) {
            selected = selected.stream()
                    .map(found -> new BsonDocument("name", found.get("name")).append("type", found.get("type")))
                    .toList();
        }
        return Reads.reply(database + ".$cmd.listCollections", selected);
    }

    private List<BsonDocument> filtered(List<BsonDocument> all, BsonDocument command) {
        return command.get("filter") instanceof BsonDocument filter ? scratch.select(all, filter) : all;
    }

    private BsonDocument listDatabases(String database, BsonDocument command) {
        List<BsonDocument> all = new ArrayList<>();
        BsonDocument reply = backend.run("admin", new BsonDocument("listDatabases", new BsonInt32(1)));
        for (BsonValue found : reply.getArray("databases")) {
            BsonString name = found.asDocument().getString("name");
            if (!name.getValue().equals(Scratch.DATABASE)) {
                all.add(new BsonDocument("name", name)
                        .append("sizeOnDisk", new BsonInt64(8192))
                        .append("empty", BsonBoolean.FALSE));
            }
        }
        List<BsonDocument> selected = filtered(all, command);
        var result = new BsonDocument();
        if (BsonBoolean.TRUE.equals(command.get("nameOnly"))) {
            result.append(
                    "databases",
                    new BsonArray(selected.stream()
                            .map(found -> new BsonDocument("name", found.get("name")))
                            .toList()));
        } else {
            result.append("databases", new BsonArray(selected))
                    .append("totalSize", new BsonInt64(8192L * selected.size()))
                    .append("totalSizeMb", new BsonInt64(0));
        }
        return result.append("ok", new BsonDouble(1));
    }

    static BsonDocument ok() {
        return new BsonDocument("ok", new BsonDouble(1));
    }
}
