package dev.weft.client;

import dev.weft.Collation;
import dev.weft.Namespace;
import dev.weft.TimeoutMode;
import dev.weft.core.cursor.BatchCursor;
import dev.weft.core.cursor.Cursors;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import java.time.Duration;
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
 * A query as a chain of steps: each option is one link of {@link Options}, folded once by the verb.
 *
 * @param <T> what its documents become
 * @param <Q> the query that users see
 */
abstract class WeftQuery<T, Q> implements Query<T, Q> {
    final Wiring wiring;
    final Namespace namespace;
    final Options options;
    final Decoder<? extends T> decoder;
    /** Asked by each verb itself: a stack trace of a stuck query shows no frame that says nothing. */
    private final Cursors cursors;

    WeftQuery(Wiring wiring, Namespace namespace, Options options, Decoder<? extends T> decoder) {
        this.wiring = wiring;
        this.namespace = namespace;
        this.options = options;
        this.decoder = decoder;
        this.cursors = wiring.engine().cursors();
    }

    /** The same query with other options. */
    abstract Q with(Options other);

    /** The command that opens its cursor. */
    abstract Operation.OpensCursor<T> opening();

    final Q with(Field field, Object value) {
        return with(options.with(field, value));
    }

    @Override
    public final Q batchSize(int documents) {
        return with(Field.BATCH_SIZE, (int) Ranges.notNegative("batchSize", documents));
    }

    @Override
    public final Q maxTime(Duration limit) {
        return with(Field.MAX_TIME, Ranges.notNegative("maxTime", limit));
    }

    @Override
    public final Q collation(Collation rules) {
        return with(Field.COLLATION, rules);
    }

    @Override
    public final Q comment(Object any) {
        return with(Field.COMMENT, any);
    }

    @Override
    public final Q option(String field, Object value) {
        return with(options.withCustom(field, value));
    }

    @Override
    public final Q timeout(Duration limit) {
        return with(Field.TIMEOUT, Ranges.notNegative("timeout", limit));
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
