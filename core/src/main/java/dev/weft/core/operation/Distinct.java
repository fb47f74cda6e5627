package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Part;
import dev.weft.core.connection.Reply;
import dev.weft.error.ProtocolBrokenException;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.codecs.Decoder;
import org.bson.codecs.DecoderContext;
import org.bson.conversions.Bson;

/**
 * The different values of a field.
 *
 * @param field the field, as dots
 * @param decoder makes the user's object of each value, which may be anything
 */
public record Distinct<V>(Target target, String field, Decoder<? extends V> decoder) implements Operation<List<V>> {
    private static final long COMPUTED = Field.bits(Field.FILTER, Field.BATCH_SIZE);
    private static final DecoderContext PLAIN = DecoderContext.builder().build();

    @Override
    public String commandName() {
        return "distinct";
    }

    @Override
    public Manner manner() {
        return Manner.QUERY;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.string("distinct", target.namespace().collection());
        out.string("key", field);
        Bson filter = target.options().document(Field.FILTER);
        if (filter != null) {
            out.document("query", filter);
        }
        target.options().writeTo(out, Field.sent(to) & ~COMPUTED);
    }

    @Override
    public List<V> read(Reply reply, ConnectionDescription from) {
        if (reply.isArray(Part.VALUES)) {
            int start = reply.offset(Part.VALUES);
            return decode(reply.reader().over(reply.array(), start, start + reply.length(Part.VALUES)));
        }
        throw new ProtocolBrokenException(from.server(), "the reply to distinct holds no values", null);
    }

    /** The values may be anything, so they are read as the array they stand in, which for a reader is a document like any other. */
    private List<V> decode(BsonReader reader) {
        List<V> values = new ArrayList<>();
        try {
            reader.readStartDocument();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                reader.skipName();
                values.add(decoder.decode(reader, PLAIN));
            }
        } catch (RuntimeException failure) {
            throw Misfit.ofValue(decoder, failure);
        } catch (StackOverflowError tooDeep) {
            throw Misfit.tooDeep(decoder, tooDeep);
        }
        return values;
    }
}
