package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Part;
import dev.weft.core.connection.Reply;
import dev.weft.error.ErrorLabel;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.protocol.MessageWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonValue;
import org.bson.codecs.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Inserts as many of the documents that wait as fit into one message. What fits is known only while they are written, by the limits of
 * the connection at hand, so this is the one command that is run again and again, until {@link #more} is false.
 *
 * <p>Documents are taken from the user's iterator one message at a time. Those taken stay here until they are {@linkplain #settle
 * settled}: a message that is sent again holds the same documents with the same ids.
 */
public record Insert<T>(Target target, Waiting<T> waiting) implements Operation<Insert.Outcome> {
    /**
     * What came of one message.
     *
     * @param inserted how many documents the server has inserted
     * @param errors the server's {@code writeErrors}; their positions count from the message's first document
     * @param concern what became of the write concern; null when it was met
     */
    public record Outcome(
            long inserted, BsonArray errors, @Nullable WriteConcernFailedException concern) {}

    /**
     * An insert of what {@code documents} gives.
     *
     * @throws IllegalArgumentException when it gives nothing
     */
    public static <T> Insert<T> of(Target target, Iterator<? extends T> documents, Encoder<? super T> encoder) {
        if (!documents.hasNext()) {
            throw new IllegalArgumentException("insertMany needs at least one document");
        }
        return new Insert<>(target, new Waiting<>(documents, encoder));
    }

    @Override
    public String commandName() {
        return "insert";
    }

    @Override
    public Manner manner() {
        return Manner.SINGLE_WRITE;
    }

    /** Whether the first failure ends it; so it is unless the options say otherwise. */
    public boolean ordered() {
        return !(target.options().get(Field.ORDERED) instanceof Boolean yes) || yes;
    }

    /** Whether documents are left. */
    public boolean more() {
        return !waiting.taken.isEmpty() || waiting.source.hasNext();
    }

    /** Forgets the documents of the last message, and returns their ids in order. */
    public List<BsonValue> settle() {
        var done = waiting.taken.subList(0, waiting.written);
        List<BsonValue> ids = done.stream().map(entry -> entry.id.value()).toList();
        done.clear();
        waiting.written = 0;
        return ids;
    }

    /** Forgets the next document, which can't be sent. */
    public void passOver() {
        waiting.taken.removeFirst();
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.string("insert", target.namespace().collection());
        out.bool("ordered", ordered());
        target.options().writeTo(out, Field.SENT & ~Field.ORDERED.bit());
    }

    @Override
    public void writeSequences(CommandWriter out, ConnectionDescription to, int messageStart) {
        int sequence = MessageWriter.beginSequence(out.out(), "documents");
        waiting.write(out, to, messageStart);
        MessageWriter.endSequence(out.out(), sequence);
    }

    @Override
    public Outcome read(Reply reply, ConnectionDescription from) {
        WriteConcernFailedException concern = WriteReply.writeConcernFailure(reply, from);
        if (concern != null && concern.hasLabel(ErrorLabel.RETRYABLE_WRITE)) {
            throw concern;
        }
        return new Outcome(reply.number(Part.N), WriteReply.writeErrors(reply), concern);
    }

    @Override
    public Outcome unanswered() {
        return new Outcome(0, new BsonArray(), null);
    }

    /** The documents not yet settled: those taken from the user's iterator, and the iterator. One message at a time. */
    public static final class Waiting<T> {
        private record Entry<T>(T document, InsertedId id) {}

        private final Iterator<? extends T> source;
        private final Encoder<? super T> encoder;
        private final List<Entry<T>> taken = new ArrayList<>();
        private int written;

        private Waiting(Iterator<? extends T> source, Encoder<? super T> encoder) {
            this.source = source;
            this.encoder = encoder;
        }

        private void write(CommandWriter out, ConnectionDescription to, int messageStart) {
            written = 0;
            while (written < to.maxWriteBatchSize() && (written < taken.size() || source.hasNext())) {
                int start = out.out().position();
                Entry<T> next = next();
                int size = out.stored(next.document, encoder, next.id);
                boolean tooLarge = size > to.maxBsonObjectSize();
                if (tooLarge && written == 0) {
                    throw CommandWriter.tooLarge(size, to);
                }
                if (tooLarge || (written > 0 && out.out().position() - messageStart > to.maxMessageSizeBytes())) {
                    // It goes into the next message, or fails there, when all before it have been sent.
                    out.out().truncate(start);
                    return;
                }
                written++;
            }
        }

        private Entry<T> next() {
            if (written == taken.size()) {
                T document = source.next();
                if (document == null) {
                    throw new IllegalArgumentException("the documents to insert hold a null");
                }
                taken.add(new Entry<>(document, new InsertedId()));
            }
            return taken.get(written);
        }
    }
}
