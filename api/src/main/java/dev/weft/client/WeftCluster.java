package dev.weft.client;

import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.ListDatabases;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Target;
import dev.weft.settings.HandleOptions;
import dev.weft.settings.HandleSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;

/** The part of a client that can be bound. */
class WeftCluster implements MongoCluster, Wiring.Wired<MongoCluster> {
    private final Wiring wiring;
    private final Optional<String> database;

    WeftCluster(Wiring wiring, Optional<String> database) {
        this.wiring = wiring;
        this.database = database;
    }

    @Override
    public final Wiring wiring() {
        return wiring;
    }

    @Override
    public final MongoCluster rewired(Wiring other) {
        return new WeftCluster(other, database);
    }

    @Override
    public final HandleSettings settings() {
        return wiring.settings();
    }

    @Override
    public final MongoCluster with(Consumer<? super HandleOptions> changes) {
        return rewired(wiring.with(changes));
    }

    @Override
    public final MongoDatabase database() {
        return database(database.orElseThrow(() -> new IllegalStateException(
                "the connection string names no database: write it behind the slash, or use database(name)")));
    }

    @Override
    public final MongoDatabase database(String name) {
        return new WeftDatabase(wiring, name);
    }

    @Override
    public final List<String> databaseNames() {
        OperationRunner runner = wiring.engine().runner();
        Options options = Options.NONE.with(Field.NAME_ONLY, true);
        var operation =
                new ListDatabases<>(Target.database("admin", wiring.settings(), options), wiring.codec(Document.class));
        return runner.run(operation, runner.call(operation, wiring.bound())).stream()
                .map(entry -> entry.getString("name"))
                .toList();
    }
}
