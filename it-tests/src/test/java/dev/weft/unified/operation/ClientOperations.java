package dev.weft.unified.operation;

import dev.weft.client.ListDatabasesQuery;
import dev.weft.result.DatabaseInfo;
import dev.weft.unified.entity.Entity;
import dev.weft.unified.entity.Entity.Kind;
import dev.weft.unified.file.Fields;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** What can be done with a client. */
final class ClientOperations {
    private ClientOperations() {}

    static void register(OperationTable table) {
        table.add(Kind.CLIENT, Entity.Client.class, "close", (on, a, s) -> {
            on.client().close();
            return Result.nothing();
        });
        table.add(
                Kind.CLIENT,
                Entity.Client.class,
                "appendMetadata",
                (on, a, s) -> appendMetadata(on, a),
                "driverInfoOptions");
        table.add(
                Kind.CLIENT,
                Entity.Client.class,
                "listDatabaseNames",
                (on, a, s) -> listDatabaseNames(on, a),
                "timeoutMS",
                "filter");
        table.add(
                Kind.CLIENT,
                Entity.Client.class,
                "listDatabases",
                (on, a, s) -> new Result.Iterated(
                        databases(on, a).as(BsonDocument.class).toList()),
                "timeoutMS",
                "filter");
        table.add(
                Kind.CLIENT,
                Entity.Client.class,
                "dropDatabase",
                (on, a, s) -> {
                    on.client().database(a.text("database")).drop();
                    return Result.nothing();
                },
                "database");
    }

    private static Result appendMetadata(Entity.Client on, Arguments a) {
        Fields info = Fields.of(a.path() + ".driverInfoOptions", a.document("driverInfoOptions"));
        on.client()
                .appendMetadata(
                        info.text("name"),
                        info.optionalText("version").orElse(""),
                        info.optionalText("platform").orElse(""));
        info.end();
        return Result.nothing();
    }

    private static Result listDatabaseNames(Entity.Client on, Arguments a) {
        if (a.any("filter").isEmpty() && a.any("timeoutMS").isEmpty()) {
            return names(on.client().databaseNames());
        }
        return names(databases(on, a).toList().stream().map(DatabaseInfo::name).toList());
    }

    private static Result names(List<String> names) {
        return Result.of(new BsonArray(names.stream().map(BsonString::new).toList()));
    }

    private static ListDatabasesQuery<DatabaseInfo> databases(Entity.Client on, Arguments a) {
        var query = new CollectionReads.Steps<>(on.client().listDatabases());
        a.document("filter", which -> query.step(q -> q.filter(which)));
        a.millis("timeoutMS", limit -> query.step(q -> q.timeout(limit)));
        return query.now;
    }
}
