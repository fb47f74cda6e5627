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
import java.util.NoSuchElementException;
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
public final class Insert<T> implements Operation<Insert.Outcome> {
    /**
     * What came of one message.
     *
     * @param inserted how many documents the server has inserted
     * @param errors the server's {@code writeErrors}; their positions count from the message's first document
     * @param concern what became of the write concern; null when it was met
     */
    public record Outcome(
            long inserted, BsonArray errors, @Nullable WriteConcernFailedException concern) {}

    private static final class Waiting<T> {
        private final T document;
        private final InsertedId id = new InsertedId();

        Waiting(T document) {
            this.document = document;
        }
    }

    private final Target target;
    private final Iterator<? extends T> source;
    private final Encoder<? super T> encoder;
    private final List<Waiting<T>> waiting = new ArrayList<>();
    private int written;

    /**
     * An insert of what {@code documents} gives.
     *
     * @throws IllegalArgumentException when it gives nothing
     */
    public Insert(Target target, Iterator<? extends T> documents, Encoder<? super T> encoder) {
        if (!documents.hasNext()) {
            throw new IllegalArgumentException("insertMany needs at least one document");
        }
        this.target = target;
        this.source = documents;
        this.encoder = encoder;
    }

    @Override
    public Target target() {
        return target;
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
        return !waiting.isEmpty() || source.hasNext();
    }

    /** Forgets the documents of the last message, and returns their ids in order. */
    public List<BsonValue> settle() {
        var done = waiting.subList(0, written);
        List<BsonValue> ids = done.stream().map(entry -> entry.id.value()).toList();
        done.clear();
        written = 0;
        return ids;
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
        written = 0;
        while (written < to.maxWriteBatchSize() && (written < waiting.size() || source.hasNext())) {
            int start = out.out().position();
            Waiting<T> next = next();
            int size = out.stored(next.document, encoder, next.id);
            boolean tooLarge = size > to.maxBsonObjectSize();
            if (tooLarge && written == 0) {
                throw CommandWriter.tooLarge(size, to);
            }
            if (tooLarge || (written > 0 && out.out().position() - messageStart > to.maxMessageSizeBytes())) {
                // It goes into the next message, or fails there after all before it have been sent.
                out.out().truncate(start);
                break;
            }
            written++;
        }
        MessageWriter.endSequence(out.out(), sequence);
    }

    private Waiting<T> next() {
        if (written == waiting.size()) {
            T document = source.next();
            if (document == null) {
                throw new NoSuchElementException("the documents to insert hold a null");
            }
            waiting.add(new Waiting<>(document));
        }
        return waiting.get(written);
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
}
