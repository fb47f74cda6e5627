package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.TimeoutMode;
import dev.weft.core.cursor.BatchCursor;
import dev.weft.core.cursor.Cursors;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.codecs.Decoder;

/**
 * A query whose verbs open a cursor.
 *
 * @param <T> what its documents become
 * @param <Q> the query that users see
 */
abstract class WeftQuery<T, Q> extends WeftSteps<T, Q> implements BatchedQuery<T, Q> {
    /** Asked by each verb itself: a stack trace of a stuck query shows no frame that says nothing. */
    private final Cursors cursors;

    WeftQuery(Wiring wiring, Namespace namespace, Options options, Decoder<? extends T> decoder) {
        super(wiring, namespace, options, decoder);
        this.cursors = wiring.engine().cursors();
    }

    /** The command that opens its cursor. */
    abstract Operation.OpensCursor<T> opening();

    @Override
    public final Q batchSize(int documents) {
        return with(Field.BATCH_SIZE, (int) Ranges.notNegative("batchSize", documents));
    }

    @Override
    public final Q timeoutMode(TimeoutMode counts) {
        return with(Field.TIMEOUT_MODE, counts);
    }

    @Override
    public Optional<T> first() {
        try (BatchCursor<T> cursor = cursors.open(opening(), wiring.bound())) {
            return cursor.hasNext() ? Optional.of(cursor.next()) : Optional.empty();
        }
    }

    @Override
    public final List<T> toList() {
        try (BatchCursor<T> cursor = cursors.open(opening(), wiring.bound())) {
            List<T> all = new ArrayList<>(cursor.buffered());
            cursor.forEachRemaining(all::add);
            return all;
        }
    }

    @Override
    public final List<T> toList(int atMost) {
        Ranges.notNegative("the number of documents", atMost);
        try (BatchCursor<T> cursor = cursors.open(opening(), wiring.bound())) {
            List<T> some = new ArrayList<>(Math.min(atMost, cursor.buffered()));
            while (some.size() < atMost && cursor.hasNext()) {
                some.add(cursor.next());
            }
            return some;
        }
    }

    @Override
    public final MongoCursor<T> cursor() {
        return new WeftCursor<>(cursors.open(opening(), wiring.bound()));
    }

    @Override
    public final Stream<T> stream() {
        BatchCursor<T> cursor = cursors.open(opening(), wiring.bound());
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(cursor, traits), false)
                .onClose(cursor::close);
    }

    @Override
    public final void forEach(Consumer<? super T> action) {
        try (BatchCursor<T> cursor = cursors.open(opening(), wiring.bound())) {
            cursor.forEachRemaining(action);
        }
    }

    @Override
    public final Iterator<T> iterator() {
        return cursors.open(opening(), wiring.bound());
    }
}
