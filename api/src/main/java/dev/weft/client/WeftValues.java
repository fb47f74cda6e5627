package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.ServerAddress;
import dev.weft.core.execute.Call;
import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.codecs.Decoder;

/**
 * A query that is answered whole, by one message. What asks for a cursor gets one that has everything already.
 *
 * @param <T> what it answers
 * @param <Q> the query that users see
 */
abstract class WeftValues<T, Q> extends WeftSteps<T, Q> {
    WeftValues(Wiring wiring, Namespace namespace, Options options, Decoder<? extends T> decoder) {
        super(wiring, namespace, options, decoder);
    }

    /** The command that brings them all. */
    abstract Operation<List<T>> asking();

    @Override
    public final Optional<T> first() {
        return toList().stream().findFirst();
    }

    @Override
    public final List<T> toList() {
        return wiring.run(asking());
    }

    @Override
    public final List<T> toList(int atMost) {
        Ranges.notNegative("the number of documents", atMost);
        List<T> all = toList();
        return all.size() <= atMost ? all : List.copyOf(all.subList(0, atMost));
    }

    @Override
    public final MongoCursor<T> cursor() {
        OperationRunner runner = wiring.engine().runner();
        Operation<List<T>> operation = asking();
        Call call = runner.call(operation, wiring.bound());
        List<T> all = runner.run(operation, call);
        if (call.server() == null) {
            throw new IllegalStateException("a command was answered by no server");
        }
        return new Whole<>(all, call.server().address());
    }

    @Override
    public final Stream<T> stream() {
        return toList().stream();
    }

    @Override
    public final void forEach(Consumer<? super T> action) {
        toList().forEach(action);
    }

    @Override
    public final Iterator<T> iterator() {
        return toList().iterator();
    }

    /** Values that are all at hand. */
    private static final class Whole<T> implements MongoCursor<T> {
        private final List<T> all;
        private final ServerAddress server;
        private int place;
        private volatile boolean closed;

        Whole(List<T> all, ServerAddress server) {
            this.all = all;
            this.server = server;
        }

        @Override
        public boolean hasNext() {
            checkOpen();
            return place < all.size();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the cursor is at its end: ask hasNext() first");
            }
            return all.get(place++);
        }

        @Override
        public Optional<T> tryNext() {
            return hasNext() ? Optional.of(next()) : Optional.empty();
        }

        @Override
        public int buffered() {
            return closed ? 0 : all.size() - place;
        }

        @Override
        public ServerAddress server() {
            return server;
        }

        @Override
        public List<T> nextBatch() {
            checkOpen();
            List<T> rest = List.copyOf(all.subList(place, all.size()));
            place = all.size();
            return rest;
        }

        @Override
        public void close() {
            closed = true;
        }

        private void checkOpen() {
            if (closed) {
                throw new IllegalStateException("the cursor is closed");
            }
        }
    }
}
