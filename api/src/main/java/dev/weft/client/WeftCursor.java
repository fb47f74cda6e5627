package dev.weft.client;

import dev.weft.ServerAddress;
import dev.weft.core.cursor.BatchCursor;
import java.util.List;
import java.util.Optional;

/** The engine's cursor as users see it. */
record WeftCursor<T>(BatchCursor<T> engine) implements MongoCursor<T> {
    @Override
    public boolean hasNext() {
        return engine.hasNext();
    }

    @Override
    public T next() {
        return engine.next();
    }

    @Override
    public Optional<T> tryNext() {
        return engine.tryNext();
    }

    @Override
    public int buffered() {
        return engine.buffered();
    }

    @Override
    public ServerAddress server() {
        return engine.server();
    }

    @Override
    public List<T> nextBatch() {
        return engine.nextBatch();
    }

    @Override
    public void close() {
        engine.close();
    }
}
