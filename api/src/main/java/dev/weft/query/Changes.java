package dev.weft.query;

import dev.weft.core.operation.CommandWriter;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;

/** Updates that are more than one field. */
final class Changes {
    private Changes() {}

    /** Several updates as one document: the fields of each operator together. */
    record Combined(List<? extends Bson> updates) implements Written {
        Combined {
            updates = List.copyOf(updates);
        }

        @Override
        public void writeFields(BsonWriter writer, CodecRegistry codecs) {
            BsonDocument all = new BsonDocument();
            for (Bson update : updates) {
                update.toBsonDocument(BsonDocument.class, codecs)
                        .forEach((operator, fields) -> add(all, operator, fields));
            }
            for (Map.Entry<String, BsonValue> operator : all.entrySet()) {
                writer.writeName(operator.getKey());
                Values.write(writer, operator.getValue(), codecs);
            }
        }

        private static void add(BsonDocument all, String operator, BsonValue fields) {
            if (fields.isDocument() && all.get(operator) instanceof BsonDocument earlier) {
                earlier.putAll(fields.asDocument());
            } else {
                all.put(operator, fields);
            }
        }

        @Override
        public String toString() {
            return updates.toString();
        }
    }

    /** An update by a pipeline. */
    record Stages(List<? extends Bson> stages) implements CommandWriter.Pipeline {
        Stages {
            stages = List.copyOf(stages);
        }

        @Override
        public <T> BsonDocument toBsonDocument(Class<T> documentClass, CodecRegistry codecs) {
            throw new UnsupportedOperationException("an update by a pipeline has no form as one document: give it to"
                    + " updateOne, updateMany or findOneAndUpdate as it is");
        }
    }
}
