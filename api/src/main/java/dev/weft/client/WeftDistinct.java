package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.core.operation.Distinct;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import java.util.List;
import org.bson.codecs.Decoder;
import org.bson.conversions.Bson;

/** The different values of a field. */
final class WeftDistinct<V> extends WeftValues<V, DistinctQuery<V>> implements DistinctQuery<V> {
    private final String field;

    WeftDistinct(Wiring wiring, Namespace namespace, Options options, String field, Decoder<? extends V> decoder) {
        super(wiring, namespace, options, decoder);
        this.field = field;
    }

    @Override
    DistinctQuery<V> with(Options other) {
        return new WeftDistinct<>(wiring, namespace, other, field, decoder);
    }

    @Override
    Operation<List<V>> asking() {
        return new Distinct<>(wiring.target(namespace, options), field, decoder);
    }

    @Override
    public DistinctQuery<V> filter(Bson which) {
        return with(Field.FILTER, which);
    }

    @Override
    public DistinctQuery<V> hint(Bson keys) {
        return with(Field.HINT, keys);
    }

    @Override
    public DistinctQuery<V> hint(String indexName) {
        return with(Field.HINT, indexName);
    }

    @Override
    public String toString() {
        return "DistinctQuery of " + field + " in " + namespace;
    }
}
