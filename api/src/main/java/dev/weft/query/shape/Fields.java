package dev.weft.query.shape;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonWriter;
import org.bson.RawBsonDocument;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The shapes a query's documents are made of. */
public final class Fields {
    private Fields() {}

    /** {@code {name: value}}. */
    public record One(String name, @Nullable Object value) implements Written {
        /** Checks that there is a name. */
        public One {
            Given.value("the name of a field", name);
        }

        @Override
        public void writeFields(BsonWriter writer, CodecRegistry codecs) {
            writer.writeName(name);
            Values.write(writer, value, codecs);
        }

        @Override
        public boolean names(Set<String> seen) {
            return seen.add(name);
        }

        @Override
        public String toString() {
            return Json.of(this);
        }
    }

    /** Several fields in their order; the values may be null. */
    record Several(Map<String, @Nullable Object> fields) implements Written {
        Several {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public void writeFields(BsonWriter writer, CodecRegistry codecs) {
            Values.writeEntries(writer, fields, codecs);
        }

        @Override
        public boolean names(Set<String> seen) {
            return addAll(fields, seen);
        }

        @Override
        public String toString() {
            return Json.of(this);
        }
    }

    /**
     * The fields of several documents as one document; of a name given twice, the last value at the first place.
     *
     * @param plain whether no name is there twice, so that the parts can be written one after the other
     */
    private record Joined(List<? extends Bson> parts, boolean plain) implements Written {
        @Override
        public void writeFields(BsonWriter writer, CodecRegistry codecs) {
            if (plain) {
                parts.forEach(part -> writeFieldsOf(part, writer, codecs));
                return;
            }
            BsonDocument all = new BsonDocument();
            parts.forEach(part -> all.putAll(Values.tree(part, codecs)));
            Values.writeEntries(writer, all, codecs);
        }

        @Override
        public boolean names(Set<String> seen) {
            return plain && parts.stream().allMatch(part -> namesOf(part, seen));
        }

        @Override
        public String toString() {
            return Json.of(this);
        }
    }

    /** {@code {}}. */
    private record Nothing() implements Written {
        @Override
        public void writeFields(BsonWriter writer, CodecRegistry codecs) {
            // No field is what it stands for.
        }

        @Override
        public boolean names(Set<String> seen) {
            return true;
        }

        @Override
        public String toString() {
            return "{}";
        }
    }

    public static Bson nothing() {
        return new Nothing();
    }

    public static Bson one(String name, @Nullable Object value) {
        return new One(name, value);
    }

    /** {@code {field: {operator: value}}}. */
    public static Bson operator(String field, String operator, @Nullable Object value) {
        return new One(field, new One(operator, value));
    }

    /** The same value for several fields. */
    public static Bson all(List<String> fields, Object value) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        fields.forEach(field -> all.put(field, value));
        return new Several(all);
    }

    /** The fields of several documents as one document; of a name given twice, the last value at the first place. */
    public static Bson joined(List<? extends Bson> parts) {
        Set<String> seen = new HashSet<>();
        List<? extends Bson> kept = List.copyOf(parts);
        return new Joined(kept, kept.stream().allMatch(part -> namesOf(part, seen)));
    }

    private static boolean namesOf(Bson part, Set<String> seen) {
        return switch (part) {
            case Written written -> written.names(seen);
            case RawBsonDocument raw -> false;
            case Map<?, ?> map -> addAll(map, seen);
            default -> false;
        };
    }

    private static boolean addAll(Map<?, ?> map, Set<String> seen) {
        return map.keySet().stream().allMatch(name -> seen.add((String) name));
    }

    private static void writeFieldsOf(Bson part, BsonWriter writer, CodecRegistry codecs) {
        if (part instanceof Written written) {
            written.writeFields(writer, codecs);
        } else {
            Values.writeEntries(writer, (Map<?, ?>) part, codecs);
        }
    }
}
