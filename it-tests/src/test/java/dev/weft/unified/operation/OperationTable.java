package dev.weft.unified.operation;

import dev.weft.unified.entity.Entity;
import dev.weft.unified.entity.Entity.Kind;
import dev.weft.unified.entity.EntityMaker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every operation by the kind of its object and its name. A new feature of the driver is a new row here: what stands under
 * {@code absent} moves to a handler.
 */
public final class OperationTable {
    /** What an operation does with its object. */
    @FunctionalInterface
    interface Handler<E extends Entity> {
        Result run(E target, Arguments arguments, Scene scene);
    }

    /** What the table knows of an operation. */
    sealed interface Row {
        /** It can be run. */
        record Offered<E extends Entity>(Class<E> type, Set<String> arguments, Handler<E> handler) implements Row {
            Result run(Entity target, Arguments given, Scene scene) {
                return handler.run(type.cast(target), given, scene);
            }
        }

        /** The driver does not have it, or chose not to. */
        record Absent(String what) implements Row {}
    }

    private record Key(Kind kind, String name) {}

    private static final OperationTable TABLE = new OperationTable();

    private final Map<Key, Row> rows = new LinkedHashMap<>();

    private OperationTable() {
        CollectionReads.register(this);
        CollectionWrites.register(this);
        BulkWrites.register(this);
        CatalogOperations.register(this);
        DatabaseOperations.register(this);
        ClientOperations.register(this);
        CursorOperations.register(this);
        BucketOperations.register(this);
        RunnerOperations.register(this);
        RunnerAssertions.register(this);
        absent();
    }

    /** The row of an operation; empty when nobody ever heard of it, which makes a case fail. */
    static Optional<Row> row(Kind kind, String name) {
        return Optional.ofNullable(TABLE.rows.get(new Key(kind, name)));
    }

    /** The names of the operations that can be run on a kind of object. */
    static Set<String> offered(Kind kind) {
        Set<String> names = new TreeSet<>();
        TABLE.rows.forEach((key, row) -> {
            if (key.kind() == kind && row instanceof Row.Offered<?>) {
                names.add(key.name());
            }
        });
        return names;
    }

    <E extends Entity> void add(Kind kind, Class<E> type, String name, Handler<E> handler, String... arguments) {
        put(kind, name, new Row.Offered<>(type, Set.of(arguments), handler));
    }

    private void put(Kind kind, String name, Row row) {
        if (rows.putIfAbsent(new Key(kind, name), row) != null) {
            throw new IllegalStateException(kind + "." + name + " is in the table twice");
        }
    }

    private void absent(Kind kind, String what, String... names) {
        for (String name : names) {
            put(kind, name, new Row.Absent(what));
        }
    }

    private void absent() {
        String watch = "change streams";
        absent(Kind.COLLECTION, watch, "createChangeStream");
        absent(Kind.DATABASE, watch, "createChangeStream");
        absent(Kind.CLIENT, watch, "createChangeStream");
        absent(Kind.CHANGE_STREAM, watch, "iterateUntilDocumentOrError", "iterateOnce", "close");
        sessions();
        optional();
    }

    private void sessions() {
        absent(
                Kind.SESSION,
                EntityMaker.SESSIONS,
                "startTransaction",
                "commitTransaction",
                "abortTransaction",
                "withTransaction",
                "endSession",
                "getSnapshotTime");
        absent(
                Kind.TEST_RUNNER,
                EntityMaker.SESSIONS,
                "targetedFailPoint",
                "assertSessionTransactionState",
                "assertSessionPinned",
                "assertSessionUnpinned",
                "assertSessionDirty",
                "assertSessionNotDirty");
        absent(
                Kind.CLIENT_ENCRYPTION,
                EntityMaker.ENCRYPTION,
                "createDataKey",
                "rewrapManyDataKey",
                "deleteKey",
                "getKey",
                "getKeys",
                "addKeyAltName",
                "removeKeyAltName",
                "getKeyByAltName",
                "encrypt",
                "decrypt");
    }

    /** What a driver may choose not to have ("Test runners MAY skip tests that include operations that are intentionally unimplemented"). */
    private void optional() {
        absent(Kind.COLLECTION, "optional helper count", "count");
        absent(Kind.COLLECTION, "optional helper listIndexNames", "listIndexNames");
        absent(Kind.COLLECTION, "optional helper mapReduce", "mapReduce");
        absent(Kind.DATABASE, "optional helper listCollectionObjects", "listCollectionObjects");
        absent(Kind.CLIENT, "optional helper listDatabaseObjects", "listDatabaseObjects");
    }
}
