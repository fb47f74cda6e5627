package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.conversions.Bson;

/** Counts the documents that match, by a pipeline (CRUD specification, "countDocuments"). Filter, skip and limit are among the options. */
public record CountDocuments(Target target) implements Operation<Long> {
    private static final long COMPUTED = Field.bits(Field.FILTER, Field.SKIP, Field.LIMIT, Field.BATCH_SIZE);
    /** What of a query changes which documents match; the rest (sort, projection and the like) is no field of this command. */
    private static final long TAKEN = Field.bits(
            Field.HINT, Field.COLLATION, Field.COMMENT, Field.LET, Field.ALLOW_DISK_USE, Field.RAW_DATA, Field.CUSTOM);

    private static final BsonDocument EVERYTHING = new BsonDocument();
    private static final BsonDocumentCodec TREES = new BsonDocumentCodec();

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
        Options options = target.options();
        out.string("aggregate", target.namespace().collection());
        int stages = out.openArray("pipeline");
        Bson filter = options.document(Field.FILTER);
        int place = 0;
        int match = out.openDocument(Integer.toString(place++));
        out.document("$match", filter == null ? EVERYTHING : filter);
        out.close(match);
        place = number(out, place, "$skip", options.number(Field.SKIP));
        place = number(out, place, "$limit", Math.abs(options.number(Field.LIMIT)));
        int stage = out.openDocument(Integer.toString(place));
        int group = out.openDocument("$group");
        out.int32("_id", 1);
        int sum = out.openDocument("n");
        out.int32("$sum", 1);
        out.close(sum);
        out.close(group);
        out.close(stage);
        out.close(stages);
        out.close(out.openDocument("cursor"));
        options.writeTo(out, TAKEN & Field.sent(to) & ~COMPUTED);
    }

    private static int number(CommandWriter out, int place, String stage, long value) {
        if (value == 0) {
            return place;
        }
        int start = out.openDocument(Integer.toString(place));
        out.number(stage, value);
        out.close(start);
        return place + 1;
    }

    @Override
    public Long read(Reply reply, ConnectionDescription from) {
        return CursorReply.first(reply, from, TREES)
                .map(group -> group.get("n") instanceof BsonNumber n ? n.longValue() : 0L)
                .orElse(0L);
    }
}
