package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.codecs.Decoder;
import org.bson.conversions.Bson;

/**
 * A pipeline that opens a cursor.
 *
 * @param target a collection, or a whole database for stages that need none
 * @param pipeline the stages; one that ends in {@code $out} or {@code $merge} must be run as {@link Out}
 */
public record Aggregate<T>(Target target, List<? extends Bson> pipeline, Decoder<? extends T> decoder)
        implements Operation.OpensCursor<T> {
    private static final long COMPUTED = Field.bits(Field.BATCH_SIZE);

    /** Copies the stages. */
    public Aggregate {
        pipeline = List.copyOf(pipeline);
    }

    /** Whether a pipeline writes what it computes: its last stage is {@code $out} or {@code $merge}. */
    public static boolean writes(List<? extends Bson> pipeline, Target target) {
        if (pipeline.isEmpty()) {
            return false;
        }
        Bson last = pipeline.getLast();
        Map<?, ?> stage = last instanceof Map<?, ?> fields
                ? fields
                : last.toBsonDocument(BsonDocument.class, target.settings().codecs());
        return stage.containsKey("$out") || stage.containsKey("$merge");
    }

    @Override
    public String commandName() {
        return "aggregate";
    }

    @Override
    public Manner manner() {
        return Manner.QUERY;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        writePipeline(out, target, pipeline);
        int cursor = out.openDocument("cursor");
        if (batchSize() != 0) {
            out.int32("batchSize", batchSize());
        }
        out.close(cursor);
        target.options().writeTo(out, Field.sent(to) & ~COMPUTED);
    }

    private static void writePipeline(CommandWriter out, Target target, List<? extends Bson> pipeline) {
        String collection = target.namespace().collection();
        if (collection.equals(Target.NO_COLLECTION)) {
            out.int32("aggregate", 1);
        } else {
            out.string("aggregate", collection);
        }
        out.documents("pipeline", pipeline);
    }

    @Override
    public Batch<T> read(Reply reply, ConnectionDescription from) {
        return CursorReply.keep(reply, from, target, decoder);
    }

    /** A pipeline that writes what it computes, and so returns nothing. A batch size of 0 would keep it from running: none is sent. */
    public record Out(Target target, List<? extends Bson> pipeline) implements Operation<Boolean> {
        /** Copies the stages. */
        public Out {
            pipeline = List.copyOf(pipeline);
        }

        @Override
        public String commandName() {
            return "aggregate";
        }

        @Override
        public Manner manner() {
            return Manner.READ_AND_WRITE;
        }

        @Override
        public void writeTo(CommandWriter out, ConnectionDescription to) {
            writePipeline(out, target, pipeline);
            out.close(out.openDocument("cursor"));
            target.options().writeTo(out, Field.sent(to) & ~COMPUTED);
        }

        @Override
        public Boolean read(Reply reply, ConnectionDescription from) {
            WriteReply.check(reply, from);
            return true;
        }

        @Override
        public Boolean unanswered() {
            return false;
        }
    }
}
