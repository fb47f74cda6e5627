package dev.weft.unified.operation;

import dev.weft.unified.entity.Entity;
import dev.weft.unified.entity.Entity.Kind;
import dev.weft.unified.entity.NotOfferedException;
import dev.weft.unified.file.Fields;
import org.bson.BsonArray;
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
        if (a.any("filter").isPresent() || a.any("timeoutMS").isPresent()) {
            throw new NotOfferedException("options of databaseNames");
        }
        return Result.of(new BsonArray(
                on.client().databaseNames().stream().map(BsonString::new).toList()));
    }
}
