package dev.weft.testbed.storage.memory;

import dev.weft.testbed.wire.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The command collMod (server manual, "collMod"). */
final class CollMod {
    private static final Set<String> OF_VIEWS = Set.of("viewOn", "pipeline");
    private static final Set<String> OF_CAPPED = Set.of("cappedSize", "cappedMax");

    private final CollectionCommands collections;
    private final IndexCommands indexCommands;
    private final CollectionOptions checks;
    private final Catalog catalog;

    CollMod(CollectionCommands collections, IndexCommands indexCommands, CollectionOptions checks, Catalog catalog) {
        this.collections = collections;
        this.indexCommands = indexCommands;
        this.checks = checks;
        this.catalog = catalog;
    }

    BsonDocument run(String database, BsonDocument command) {
        collections.checkExists(database, command, "ns does not exist");
        String namespace = Reads.namespace(database, command);
        BsonDocument options = catalog.options(namespace).clone();
        var reply = new BsonDocument();
        command.forEach((name, value) -> {
            if (!name.equals("collMod") && !name.equals("dryRun")) {
                checkKind(options, name);
                if (name.equals("index")) {
                    index(database, command, value.asDocument(), reply);
                } else {
                    change(options, name, checks.checked("collMod", name, value));
                }
            }
        });
        catalog.put(namespace, options);
        return reply.append("ok", CollectionCommands.ok().get("ok"));
    }

    /** Not every option is one of every kind of collection. */
    private static void checkKind(BsonDocument options, String name) {
        boolean view = options.containsKey("viewOn");
        boolean series = options.containsKey("timeseries");
        if (view != OF_VIEWS.contains(name)) {
            throw new CommandFailure(72, "option not supported on a " + (view ? "view: " : "collection: ") + name);
        }
        if (name.equals("timeseries") && !series) {
            throw new CommandFailure(72, "option only supported on a time-series collection: " + name);
        }
        if (name.equals("expireAfterSeconds") && !series && !options.containsKey("clusteredIndex")) {
            throw new CommandFailure(
                    72, "'expireAfterSeconds' is only supported on time-series collections or clustered collections");
        }
        if (OF_CAPPED.contains(name) && !BsonBoolean.TRUE.equals(options.get("capped"))) {
            throw new CommandFailure(72, "Collection must be capped.");
        }
        if (series && name.startsWith("validat")) {
            throw new CommandFailure(72, "option not supported on a time-series collection: " + name);
        }
    }

    private static void change(BsonDocument options, String name, BsonValue value) {
        switch (name) {
            case "validator" -> {
                options.put(name, value);
                options.putIfAbsent("validationLevel", new BsonString("strict"));
                options.putIfAbsent("validationAction", new BsonString("error"));
                if (value.asDocument().isEmpty()) {
                    options.remove(name);
                }
            }
            case "changeStreamPreAndPostImages" -> {
                options.put(name, value);
                if (BsonBoolean.FALSE.equals(value.asDocument().get("enabled"))) {
                    options.remove(name);
                }
            }
            case "cappedSize" -> options.put("size", value);
            case "cappedMax" -> options.put("max", value);
            case "expireAfterSeconds" -> {
                options.put(name, value);
                if (value.equals(new BsonString("off"))) {
                    options.remove(name);
                }
            }
            case "timeseries" -> {
                BsonDocument series = options.getDocument(name).clone();
                series.putAll(value.asDocument());
                options.put(name, series);
            }
            default -> options.put(name, value);
        }
    }

    private void index(String database, BsonDocument command, BsonDocument asked, BsonDocument reply) {
        String namespace = Reads.namespace(database, command);
        BsonDocument old = found(namespace, asked);
        BsonDocument changed = old.clone();
        if (asked.get("expireAfterSeconds") instanceof BsonNumber seconds) {
            expire(changed, seconds, reply);
        }
        if (asked.get("hidden") instanceof BsonBoolean hidden) {
            if (IndexSpecs.equal(old.get("name"), Catalog.idIndex().get("name"))) {
                throw CommandFailure.badValue("can't hide _id index");
            }
            flag(changed, "hidden", hidden, reply);
        }
        if (asked.get("prepareUnique") instanceof BsonBoolean prepare) {
            flag(changed, "prepareUnique", prepare, reply);
        }
        if (BsonBoolean.TRUE.equals(asked.get("unique")) && !changed.containsKey("unique")) {
            unique(database, command, changed);
            reply.append("unique_new", BsonBoolean.TRUE);
        }
        List<BsonDocument> indexes = new ArrayList<>(catalog.indexes(namespace));
        indexes.replaceAll(index -> index.equals(old) ? changed : index);
        catalog.putIndexes(namespace, indexes);
    }

    private void unique(String database, BsonDocument command, BsonDocument changed) {
        if (!changed.containsKey("prepareUnique")) {
            throw new CommandFailure(
                    72, "Cannot make index unique with 'prepareUnique=false'. Run collMod to set it first.");
        }
        changed.remove("prepareUnique");
        changed.append("unique", BsonBoolean.TRUE);
        try {
            indexCommands.enforce(database, command.getString("collMod").getValue(), changed);
        } catch (CommandFailure duplicate) {
            throw new CommandFailure(359, "CannotConvertIndexToUnique", "Cannot convert the index to unique.");
        }
    }

    private static void expire(BsonDocument changed, BsonNumber seconds, BsonDocument reply) {
        BsonDocument key = changed.getDocument("key");
        if (key.containsKey("_id") || key.size() > 1) {
            throw new CommandFailure(72, "TTL indexes are single-field indexes, and not on _id");
        }
        if (changed.get("expireAfterSeconds") instanceof BsonNumber before) {
            reply.append("expireAfterSeconds_old", new BsonInt64(before.longValue()));
        }
        reply.append("expireAfterSeconds_new", new BsonInt64(seconds.longValue()));
        changed.put("expireAfterSeconds", seconds);
    }

    /** Nothing is told when nothing changes. */
    private static void flag(BsonDocument changed, String name, BsonBoolean value, BsonDocument reply) {
        boolean before = changed.containsKey(name);
        if (before == value.getValue()) {
            return;
        }
        reply.append(name + "_old", BsonBoolean.valueOf(before)).append(name + "_new", value);
        if (value.getValue()) {
            changed.put(name, value);
        } else {
            changed.remove(name);
        }
    }

    private BsonDocument found(String namespace, BsonDocument asked) {
        boolean byName = asked.containsKey("name");
        if (byName == asked.containsKey("keyPattern")) {
            throw new CommandFailure(
                    72,
                    byName
                            ? "Cannot specify both key pattern and name."
                            : "Must specify either index name or key pattern.");
        }
        if (asked.size() == 1) {
            throw new CommandFailure(72, "no expireAfterSeconds, hidden, unique, or prepareUnique field");
        }
        BsonValue wanted = Required.field(asked, byName ? "name" : "keyPattern");
        return catalog.indexes(namespace).stream()
                .filter(index -> IndexSpecs.equal(wanted, index.get(byName ? "name" : "key")))
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailure(27, "cannot find index " + ShellText.of(wanted) + " for ns " + namespace));
    }
}
