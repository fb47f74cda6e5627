package dev.weft.testbed.storage;

import dev.weft.testbed.wire.Once;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bson.BsonDocument;

/** A storage that is made when the first command needs it, so that a deployment starts without waiting for it. */
public final class LazyStorage implements Storage {
    private final Once<Storage> storage;

    public LazyStorage(Supplier<Storage> maker) {
        this.storage = new Once<>(maker);
    }

    @Override
    public BsonDocument run(String database, BsonDocument command) {
        return storage.get().run(database, command);
    }

    @Override
    public Storage follow(LongSupplier until) {
        return storage.get().follow(until);
    }

    @Override
    public void close() {
        Storage made = storage.made();
        if (made != null) {
            made.close();
        }
    }
}
