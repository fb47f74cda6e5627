package dev.weft.query;

import dev.weft.core.operation.CommandWriter;
import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Json;
import dev.weft.query.shape.Values;
import dev.weft.query.shape.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonWriter;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;

/** Updates that are more than one field. */
final class Changes {
    private Changes() {}

    /** Several updates as one document: the fields of each operator together. */
    static Bson combined(List<? extends Bson> updates) {
        Map<String, List<Bson>> byOperator = new LinkedHashMap<>();
        for (Bson update : updates) {
            if (!gather(update, byOperator)) {
                return new Combined(updates);
            }
        }
        List<Bson> operators = new ArrayList<>();
        byOperator.forEach((operator, fields) -> operators.add(Fields.one(operator, Fields.joined(fields))));
        return Fields.joined(operators);
    }

    // What was built here is of one operator; anything else has to be looked into when it is written.
    private static boolean gather(Bson update, Map<String, List<Bson>> byOperator) {
        if (update instanceof Fields.One one && one.value() instanceof Bson fields) {
            byOperator.computeIfAbsent(one.name(), name -> new ArrayList<>()).add(fields);
            return true;
        }
        return false;
    }

    /** Updates of which at least one is not ours: they are joined as trees. */
    private record Combined(List<? extends Bson> updates) implements Written {
        @Override
        public void writeFields(BsonWriter writer, CodecRegistry codecs) {
            BsonDocument all = new BsonDocument();
            for (Bson update : updates) {
                Values.tree(update, codecs).forEach((operator, fields) -> {
                    if (fields.isDocument() && all.get(operator) instanceof BsonDocument earlier) {
                        earlier.putAll(fields.asDocument());
                    } else {
                        all.put(operator, fields);
                    }
                });
            }
            all.forEach((operator, fields) -> {
                writer.writeName(operator);
                Values.write(writer, fields, codecs);
            });
        }

        @Override
        public String toString() {
            return Json.of(this);
        }
    }

    /** An update by a pipeline. */
    record Stages(List<? extends Bson> stages) implements CommandWriter.Pipeline {
        Stages {
            stages = Given.some("the stages of an update", stages);
        }

        @Override
        public <T> BsonDocument toBsonDocument(Class<T> documentClass, CodecRegistry codecs) {
            throw new UnsupportedOperationException("an update by a pipeline has no form as one document: give it to"
                    + " updateOne, updateMany or findOneAndUpdate as it is");
        }

        @Override
        public String toString() {
            return Json.of(stages);
        }
    }
}
