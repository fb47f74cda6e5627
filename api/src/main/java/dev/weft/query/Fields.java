package dev.weft.query;

import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonWriter;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The shapes a query's documents are made of. */
final class Fields {
    private Fields() {}

    /** {@code {name: value}}. */
    record One(String name, @Nullable Object value) implements Written {
        @Override
        public void writeFields(BsonWriter writer, CodecRegistry codecs) {
            writer.writeName(name);
            Values.write(writer, value, codecs);
        }

        @Override
        public String toString() {
            return "{" + name + ": " + value + "}";
        }
    }

    /** The fields of several documents as one document; of a name given twice, the last value at the first place. */
    record Joined(List<? extends Bson> parts) implements Written {
        Joined {
            parts = List.copyOf(parts);
        }

        @Override
        public void writeFields(BsonWriter writer, CodecRegistry codecs) {
            BsonDocument all = new BsonDocument();
            for (Bson part : parts) {
                all.putAll(part.toBsonDocument(BsonDocument.class, codecs));
            }
            for (Map.Entry<String, ?> field : all.entrySet()) {
                writer.writeName(field.getKey());
                Values.write(writer, field.getValue(), codecs);
            }
        }

        @Override
        public String toString() {
            return parts.toString();
        }
    }

    /** {@code {}}. */
    record Nothing() implements Written {
        @Override
        public void writeFields(BsonWriter writer, CodecRegistry codecs) {
            // No field is what it stands for.
        }

        @Override
        public String toString() {
            return "{}";
        }
    }

    static Bson one(String name, @Nullable Object value) {
        return new One(name, value);
    }

    /** {@code {field: {operator: value}}}. */
    static Bson operator(String field, String operator, @Nullable Object value) {
        return new One(field, new One(operator, value));
    }

    /** The same value for several fields. */
    static Bson all(List<String> fields, Object value) {
        return new Joined(fields.stream().map(field -> one(field, value)).toList());
    }
}
