package dev.weft.client;

import dev.weft.client.options.BulkWrite;
import dev.weft.client.options.ClientBulkWrite;
import dev.weft.client.options.ClientBulkWriteOptions;
import dev.weft.core.execute.Bound;
import dev.weft.core.operation.ClientWrite;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Target;
import dev.weft.result.BulkWriteResult;
import dev.weft.result.DatabaseInfo;
import dev.weft.settings.HandleOptions;
import dev.weft.settings.HandleSettings;
import java.util.ArrayList;
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
    public final BulkWriteResult bulkWrite(Consumer<? super ClientBulkWrite> items) {
        return bulkWrite(items, o -> {});
    }

    @Override
    public final BulkWriteResult bulkWrite(
            Consumer<? super ClientBulkWrite> items, Consumer<? super ClientBulkWriteOptions> o) {
        var form = new Forms.ClientBulk();
        Options options = Form.fill(form, o);
        List<ClientWrite.Item> writes = new ArrayList<>();
        items.accept(new Collecting(wiring, writes));
        Target admin = Target.database("admin", wiring.settings(), options);
        return dev.weft.core.bulk.ClientBulkWrite.run(
                wiring.engine().runner(), admin, writes, form.verbose(), wiring.bound());
    }

    /** Collects writes with the collection that each is for. */
    private record Collecting(Wiring wiring, List<ClientWrite.Item> writes) implements ClientBulkWrite {
        @Override
        public <T> BulkWrite<T> on(MongoCollection<T> collection) {
            if (!(collection instanceof WeftCollection<T> ours)
                    || !ours.wiring().engine().equals(wiring.engine())) {
                throw new IllegalArgumentException("the collection " + collection.namespace()
                        + " was not made by this client: take it from database(name).collection(name)");
            }
            if (!ours.wiring().bound().equals(Bound.NOTHING)
                    && !ours.wiring().bound().equals(wiring.bound())) {
                throw new IllegalArgumentException("the collection " + collection.namespace()
                        + " is bound, and this call is not bound alike: bind the client instead, as in"
                        + " box.on(client).bulkWrite(...)");
            }
            var codecs = ours.settings().codecs();
            return new WeftBulk<>(
                    ours.codec(), statement -> writes.add(new ClientWrite.Item(ours.namespace(), statement, codecs)));
        }
    }

    @Override
    public final List<String> databaseNames() {
        return WeftDatabaseList.of(wiring).namesOnly().toList().stream()
                .map(DatabaseInfo::name)
                .toList();
    }

    @Override
    public final ListDatabasesQuery<DatabaseInfo> listDatabases() {
        return WeftDatabaseList.of(wiring);
    }

    @Override
    public final Document serverInfo() {
        return new WeftDatabase(wiring, "admin").runCommand(new Document("buildInfo", 1));
    }
}
