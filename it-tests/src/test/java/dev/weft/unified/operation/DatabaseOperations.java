package dev.weft.unified.operation;

import dev.weft.client.CommandQuery;
import dev.weft.unified.entity.Concerns;
import dev.weft.unified.entity.Entity;
import dev.weft.unified.entity.Entity.Kind;
import dev.weft.unified.entity.NotOfferedException;
import dev.weft.unified.entity.OpenCursor;
import java.time.Duration;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** What can be done with a database. */
final class DatabaseOperations {
    private static final String[] CURSOR_COMMAND = {
        "command", "commandName", "batchSize", "comment", "cursorType", "maxTimeMS", "timeoutMS", "timeoutMode"
    };

    private DatabaseOperations() {}

    static void register(OperationTable table) {
        table.add(
                Kind.DATABASE,
                Entity.Database.class,
                "runCommand",
                (on, a, s) -> runCommand(on, a),
                "command",
                "commandName",
                "readPreference",
                "timeoutMS");
        table.add(
                Kind.DATABASE,
                Entity.Database.class,
                "runCursorCommand",
                (on, a, s) -> new Result.Iterated(cursorCommand(on, a).toList()),
                CURSOR_COMMAND);
        table.add(
                Kind.DATABASE,
                Entity.Database.class,
                "createCommandCursor",
                (on, a, s) -> new Result.Made(new Entity.Cursor(
                        Kind.COMMAND_CURSOR, new OpenCursor(cursorCommand(on, a).cursor()))),
                CURSOR_COMMAND);
        table.add(
                Kind.DATABASE,
                Entity.Database.class,
                "aggregate",
                (on, a, s) -> CollectionReads.aggregate(on.database().aggregate(a.documents("pipeline")), a),
                CollectionReads.AGGREGATE);
        table.add(
                Kind.DATABASE,
                Entity.Database.class,
                "listCollections",
                (on, a, s) -> listCollections(on, a),
                "filter",
                "rawData",
                "batchSize",
                "timeoutMS",
                "timeoutMode");
        table.add(
                Kind.DATABASE,
                Entity.Database.class,
                "listCollectionNames",
                (on, a, s) -> listCollectionNames(on, a),
                "filter",
                "timeoutMS");
        table.add(
                Kind.DATABASE,
                Entity.Database.class,
                "dropCollection",
                (on, a, s) -> dropCollection(on, a),
                "collection",
                "encryptedFields");
    }

    private static Result runCommand(Entity.Database on, Arguments a) {
        BsonDocument command = a.document("command");
        // Only languages that lose the order of keys need it.
        a.optionalText("commandName");
        return Result.of(on.database().runCommand(command, BsonDocument.class, o -> {
            a.millis("timeoutMS", o::timeout);
            a.document("readPreference", document -> o.readPreference(Concerns.preference(document)));
        }));
    }

    private static CommandQuery<BsonDocument> cursorCommand(Entity.Database on, Arguments a) {
        a.optionalText("commandName");
        var query = new CollectionReads.Steps<>(
                on.database().runCursorCommand(a.document("command")).as(BsonDocument.class));
        a.number("batchSize", n -> query.step(q -> q.batchSize(n.intValue())));
        a.value("comment", any -> query.step(q -> q.comment(any)));
        a.millis("timeoutMS", limit -> query.step(q -> q.timeout(limit)));
        a.timeoutMode(mode -> query.step(q -> q.timeoutMode(mode)));
        Duration wait = Duration.ofMillis(a.optionalNumber("maxTimeMS").orElse(0L));
        switch (a.optionalText("cursorType").orElse("nonTailable")) {
            case "tailable" -> query.step(CommandQuery::tailable);
            case "tailableAwait" -> query.step(q -> q.tailable(wait));
            default -> query.step(q -> wait.isZero() ? q : q.maxAwait(wait));
        }
        return query.now;
    }

    private static Result listCollections(Entity.Database on, Arguments a) {
        var query = new CollectionReads.Steps<>(on.database().listCollections().as(BsonDocument.class));
        a.document("filter", which -> query.step(q -> q.filter(which)));
        a.number("batchSize", n -> query.step(q -> q.batchSize(n.intValue())));
        a.millis("timeoutMS", limit -> query.step(q -> q.timeout(limit)));
        a.timeoutMode(mode -> query.step(q -> q.timeoutMode(mode)));
        a.flag("rawData", yes -> query.step(q -> q.rawData(yes)));
        return new Result.Iterated(query.now.toList());
    }

    private static Result listCollectionNames(Entity.Database on, Arguments a) {
        if (a.optionalDocument("filter").isEmpty()
                && a.optionalNumber("timeoutMS").isEmpty()) {
            return names(new BsonArray(on.database().collectionNames().stream()
                    .map(BsonString::new)
                    .toList()));
        }
        var query = new CollectionReads.Steps<>(on.database().listCollections());
        a.document("filter", which -> query.step(q -> q.filter(which)));
        a.millis("timeoutMS", limit -> query.step(q -> q.timeout(limit)));
        return names(new BsonArray(query.now.toList().stream()
                .map(each -> new BsonString(each.name()))
                .toList()));
    }

    private static Result names(BsonArray names) {
        return Result.of(names);
    }

    private static Result dropCollection(Entity.Database on, Arguments a) {
        if (a.any("encryptedFields").isPresent()) {
            throw new NotOfferedException("client-side encryption");
        }
        on.database().collection(a.text("collection")).drop();
        return Result.nothing();
    }
}
