package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.ListDatabases;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Target;
import dev.weft.result.DatabaseInfo;
import java.util.List;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Decoder;
import org.bson.conversions.Bson;

/** The databases of a deployment. */
final class WeftDatabaseList<T> extends WeftValues<T, ListDatabasesQuery<T>> implements ListDatabasesQuery<T> {
    private static final BsonDocumentCodec TREES = new BsonDocumentCodec();
    private static final Namespace ADMIN = new Namespace("admin", Target.NO_COLLECTION);
    private static final BsonInt64 UNKNOWN_SIZE = new BsonInt64(0);

    private WeftDatabaseList(Wiring wiring, Options options, Decoder<? extends T> decoder) {
        super(wiring, ADMIN, options, decoder);
    }

    static WeftDatabaseList<DatabaseInfo> of(Wiring wiring) {
        return new WeftDatabaseList<>(wiring, Options.NONE, (reader, context) -> info(TREES.decode(reader, context)));
    }

    private static DatabaseInfo info(BsonDocument entry) {
        return new DatabaseInfo(
                entry.getString("name").getValue(),
                entry.getNumber("sizeOnDisk", UNKNOWN_SIZE).longValue(),
                entry.getBoolean("empty", BsonBoolean.FALSE).getValue());
    }

    /** Names are cheap: the server opens no files for them. */
    WeftDatabaseList<T> namesOnly() {
        return new WeftDatabaseList<>(wiring, options.with(Field.NAME_ONLY, true), decoder);
    }

    @Override
    ListDatabasesQuery<T> with(Options other) {
        return new WeftDatabaseList<>(wiring, other, decoder);
    }

    @Override
    Operation<List<T>> asking() {
        return new ListDatabases<>(wiring.target(ADMIN, options), decoder);
    }

    @Override
    public <R> ListDatabasesQuery<R> as(Class<R> type) {
        return new WeftDatabaseList<>(wiring, options, wiring.codec(type));
    }

    @Override
    public ListDatabasesQuery<T> filter(Bson which) {
        return with(Field.FILTER, which);
    }

    @Override
    public ListDatabasesQuery<T> authorizedOnly(boolean yes) {
        return with(Field.AUTHORIZED_DATABASES, yes);
    }

    @Override
    public String toString() {
        return "ListDatabasesQuery of the databases";
    }
}
