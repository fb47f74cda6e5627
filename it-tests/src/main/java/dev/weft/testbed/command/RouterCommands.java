package dev.weft.testbed.command;

import dev.weft.testbed.replica.SetView;
import dev.weft.testbed.wire.CommandFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The commands that only a router has, and those that it answers otherwise (server manual, "Sharding Commands"). */
final class RouterCommands {
    private static final String STORED_UUID = "uuid";

    private RouterCommands() {}

    static void register(Map<String, Handler> handlers) {
        handlers.put(
                "isdbgrid",
                x -> new BsonDocument("isdbgrid", new BsonInt32(1))
                        .append("hostname", new BsonString("127.0.0.1"))
                        .append("ok", new BsonDouble(1)));
        handlers.put(
                "listShards",
                x -> new BsonDocument("shards", new BsonArray(List.of(shard(x)))).append("ok", new BsonDouble(1)));
        handlers.put("listDatabases", RouterCommands::listDatabases);
        handlers.put("enableSharding", RouterCommands::enableSharding);
        handlers.put("shardCollection", RouterCommands::shardCollection);
        handlers.put(
                "balancerStatus",
                x -> new BsonDocument("mode", new BsonString("off"))
                        .append("inBalancerRound", BsonBoolean.FALSE)
                        .append("numBalancerRounds", new BsonInt64(0))
                        .append("ok", new BsonDouble(1)));
        handlers.put("balancerStop", x -> Node.ok());
        handlers.put("checkMetadataConsistency", RouterCommands::inconsistencies);
        handlers.put(
                "flushRouterConfig",
                x -> new BsonDocument("flushed", BsonBoolean.TRUE).append("ok", new BsonDouble(1)));
    }

    /** A router knows the command and refuses it, without a code. */
    static BsonDocument noStatus() {
        return new BsonDocument("ok", new BsonDouble(0))
                .append("errmsg", new BsonString("replSetGetStatus is not supported through mongos"))
                .append("info", new BsonString("mongos"));
    }

    private static SetView set(Exchange x) {
        return x.node().standing().set().orElseThrow().view();
    }

    private static BsonDocument shard(Exchange x) {
        SetView set = set(x);
        return new BsonDocument("_id", new BsonString(set.name()))
                .append("host", new BsonString(set.name() + "/" + String.join(",", set.hosts())))
                .append("state", new BsonInt32(1));
    }

    /** Server manual, "checkMetadataConsistency": a cursor over what does not agree, and with one shard all does. */
    private static BsonDocument inconsistencies(Exchange x) {
        var cursor = new BsonDocument("id", new BsonInt64(0))
                .append("ns", new BsonString(x.database() + ".$cmd.aggregate"))
                .append("firstBatch", new BsonArray());
        return new BsonDocument("cursor", cursor).append("ok", new BsonDouble(1));
    }

    /** Server manual, "listDatabases": in a sharded cluster also how much of a database is on which shard. */
    private static BsonDocument listDatabases(Exchange x) {
        BsonDocument reply = x.storage().run(x.database(), x.arguments());
        if (x.node().standing().isRouter()) {
            for (BsonValue database : reply.getArray("databases")) {
                if (database.asDocument().get("sizeOnDisk") instanceof BsonNumber size) {
                    database.asDocument()
                            .append("shards", new BsonDocument(set(x).name(), new BsonInt64(size.longValue())));
                }
            }
        }
        return reply;
    }

    private static BsonDocument enableSharding(Exchange x) {
        String database = x.arguments().getString("enableSharding").getValue();
        if (database.isEmpty() || database.indexOf('.') >= 0) {
            throw new CommandFailure(73, "invalid db name specified: " + database);
        }
        if (x.arguments().get("primaryShard") instanceof BsonString primary
                && !primary.getValue().equals(set(x).name())) {
            throw new CommandFailure(70, "Shard " + primary.getValue() + " not found");
        }
        return Node.ok();
    }

    /**
     * Server manual, "shardCollection": an empty collection gets the index of its shard key, one with documents must have it. With
     * one shard there is nothing to distribute, so that nothing else comes of it.
     */
    private static BsonDocument shardCollection(Exchange x) {
        String namespace = x.arguments().getString("shardCollection").getValue();
        int dot = namespace.indexOf('.');
        if (dot <= 0 || dot == namespace.length() - 1) {
            throw new CommandFailure(73, "Invalid namespace specified '" + namespace + "'");
        }
        if (!(x.arguments().get("key") instanceof BsonDocument key) || key.isEmpty()) {
            throw CommandFailure.badValue("Shard key pattern must not be empty");
        }
        String database = namespace.substring(0, dot);
        var collection = new BsonString(namespace.substring(dot + 1));
        BsonDocument count = x.storage().run(database, new BsonDocument("count", collection));
        if (count.getNumber("n").longValue() == 0) {
            createIndex(x, database, collection, key);
        } else if (!indexed(x, database, collection, key)) {
            throw new CommandFailure(
                    72,
                    "Please create an index that starts with the proposed shard key before sharding the collection");
        }
        WriteCommands.wrote(x);
        var reply = new BsonDocument("collectionsharded", new BsonString(namespace));
        uuid(x, database, collection).ifPresent(uuid -> reply.append("collectionUUID", uuid));
        return reply.append("ok", new BsonDouble(1));
    }

    private static void createIndex(Exchange x, String database, BsonString collection, BsonDocument key) {
        var name = new StringBuilder(32);
        key.forEach((field, order) -> name.append(name.isEmpty() ? "" : "_")
                .append(field)
                .append('_')
                .append(
                        order instanceof BsonString text
                                ? text.getValue()
                                : order.asNumber().intValue()));
        var index = new BsonDocument("key", key).append("name", new BsonString(name.toString()));
        x.storage()
                .run(
                        database,
                        new BsonDocument("createIndexes", collection).append("indexes", new BsonArray(List.of(index))));
    }

    private static boolean indexed(Exchange x, String database, BsonString collection, BsonDocument key) {
        return firstBatch(x, database, new BsonDocument("listIndexes", collection)).stream()
                .map(index -> index.asDocument().getDocument("key"))
                .anyMatch(index -> List.copyOf(index.keySet())
                        .subList(0, Math.min(key.size(), index.size()))
                        .equals(List.copyOf(key.keySet())));
    }

    private static Optional<BsonBinary> uuid(Exchange x, String database, BsonString collection) {
        var named = new BsonDocument("listCollections", new BsonInt32(1))
                .append("filter", new BsonDocument("name", collection));
        return firstBatch(x, database, named).stream()
                .map(found -> found.asDocument().getDocument("info", new BsonDocument()))
                .filter(info -> info.isBinary(STORED_UUID))
                .map(info -> info.getBinary(STORED_UUID))
                .findFirst();
    }

    private static BsonArray firstBatch(Exchange x, String database, BsonDocument command) {
        return x.storage().run(database, command).getDocument("cursor").getArray("firstBatch");
    }
}
