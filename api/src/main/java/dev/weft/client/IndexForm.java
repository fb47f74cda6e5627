package dev.weft.client;

import dev.weft.Collation;
import dev.weft.client.options.IndexBatch;
import dev.weft.client.options.IndexOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;

/** What one index is like: a document as the server wants it. */
record IndexForm(Document fields) implements IndexOptions {
    /** Collects indexes, each with a name. */
    record Batch(CodecRegistry codecs, List<Document> indexes) implements IndexBatch {
        Batch(CodecRegistry codecs) {
            this(codecs, new ArrayList<>());
        }

        @Override
        public IndexBatch index(Bson keys) {
            return index(keys, o -> {});
        }

        @Override
        public IndexBatch index(Bson keys, Consumer<? super IndexOptions> o) {
            BsonDocument told = keys.toBsonDocument(BsonDocument.class, codecs);
            if (told.isEmpty()) {
                throw new IllegalArgumentException("an index has at least one key, such as {name: 1}");
            }
            var form = new IndexForm(new Document("key", told).append("name", nameOf(told)));
            o.accept(form);
            indexes.add(form.fields);
            return this;
        }

        List<String> names() {
            return indexes.stream().map(index -> index.getString("name")).toList();
        }
    }

    /** The name of an index by its keys (index management specification, "Index Name Generation"). */
    static String nameOf(BsonDocument keys) {
        var name = new StringJoiner("_");
        for (Map.Entry<String, BsonValue> key : keys.entrySet()) {
            name.add(key.getKey()).add(word(key.getValue()));
        }
        return name.toString();
    }

    private static String word(BsonValue direction) {
        if (direction instanceof BsonNumber number && number.doubleValue() == number.longValue()) {
            return Long.toString(number.longValue());
        }
        if (direction instanceof BsonString kind) {
            return kind.getValue();
        }
        throw new IllegalArgumentException(
                "the key of an index is 1, -1 or the word of a kind of index, not " + direction);
    }

    private IndexOptions with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    @Override
    public IndexOptions name(String name) {
        return with("name", name);
    }

    @Override
    public IndexOptions unique(boolean yes) {
        return with("unique", yes);
    }

    @Override
    public IndexOptions sparse(boolean yes) {
        return with("sparse", yes);
    }

    @Override
    public IndexOptions hidden(boolean yes) {
        return with("hidden", yes);
    }

    @Override
    public IndexOptions expireAfter(Duration age) {
        return with("expireAfterSeconds", Ranges.seconds("expireAfter", age));
    }

    @Override
    public IndexOptions partialFilter(Bson filter) {
        return with("partialFilterExpression", filter);
    }

    @Override
    public IndexOptions collation(Collation rules) {
        return with("collation", rules.specification());
    }

    @Override
    public IndexOptions wildcardProjection(Bson projection) {
        return with("wildcardProjection", projection);
    }

    @Override
    public IndexOptions weights(Bson numbers) {
        return with("weights", numbers);
    }

    @Override
    public IndexOptions defaultLanguage(String language) {
        return with("default_language", language);
    }

    @Override
    public IndexOptions languageOverride(String field) {
        return with("language_override", field);
    }

    @Override
    public IndexOptions textVersion(int version) {
        return with("textIndexVersion", version);
    }

    @Override
    public IndexOptions sphereVersion(int version) {
        return with("2dsphereIndexVersion", version);
    }

    @Override
    public IndexOptions bits(int precision) {
        return with("bits", precision);
    }

    @Override
    public IndexOptions min(double bound) {
        return with("min", bound);
    }

    @Override
    public IndexOptions max(double bound) {
        return with("max", bound);
    }

    @Override
    public IndexOptions storageEngine(Bson settings) {
        return with("storageEngine", settings);
    }

    @Override
    public IndexOptions option(String field, Object value) {
        return with(field, value);
    }
}
