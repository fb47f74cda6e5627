package dev.weft.client;

import dev.weft.Collation;
import dev.weft.Namespace;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Options;
import java.time.Duration;
import org.bson.codecs.Decoder;

/**
 * A query as a chain of steps: each option is one link of {@link Options}, folded once by the verb.
 *
 * @param <T> what its documents become
 * @param <Q> the query that users see
 */
abstract class WeftSteps<T, Q> implements Query<T, Q> {
    final Wiring wiring;
    final Namespace namespace;
    final Options options;
    final Decoder<? extends T> decoder;

    WeftSteps(Wiring wiring, Namespace namespace, Options options, Decoder<? extends T> decoder) {
        this.wiring = wiring;
        this.namespace = namespace;
        this.options = options;
        this.decoder = decoder;
    }

    /** The same query with other options. */
    abstract Q with(Options other);

    final Q with(Field field, Object value) {
        return with(options.with(field, value));
    }

    @Override
    public final Q maxTime(Duration limit) {
        return with(Field.MAX_TIME, Ranges.notNegative("maxTime", limit));
    }

    /** Only for queries whose interface has it. */
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
    public final Q rawData(boolean yes) {
        return with(Field.RAW_DATA, yes);
    }
}
