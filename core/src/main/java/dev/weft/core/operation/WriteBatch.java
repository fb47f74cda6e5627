package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Part;
import dev.weft.core.connection.Reply;
import dev.weft.error.ErrorLabel;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.protocol.MessageWriter;
import dev.weft.protocol.buffer.WireBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Sends as many writes of one kind as fit into one message. What fits is known only while they are written, by the limits of the
 * connection at hand, so this command is run again and again, until {@link #more} is false.
 *
 * <p>Writes are taken one message at a time. Those taken stay here until they are {@linkplain #settle settled}: a message that is sent again
 * holds the same writes with the same ids. What comes from an iterator of the user's own is taken and encoded by {@link #prepare}, before a
 * connection is: the iterator may need one itself.
 *
 * @param kind which command it is
 * @param waiting the writes
 * @param hinted whether a write says which index to use
 */
public record WriteBatch(Target target, Kind kind, Waiting waiting, boolean hinted)
        implements Operation<WriteBatch.Outcome> {
    private static final int FIRST_BYTES = 4096;

    /** The commands that hold several writes. */
    public enum Kind {
        INSERT("insert", "documents", Field.bits(Field.LET)),
        UPDATE("update", "updates", 0),
        DELETE("delete", "deletes", Field.bits(Field.BYPASS_DOCUMENT_VALIDATION));

        private final String command;
        private final String sequence;
        /** Options for all that this command does not have. */
        private final long lacks;

        Kind(String command, String sequence, long lacks) {
            this.command = command;
            this.sequence = sequence;
            this.lacks = lacks;
        }
    }

    /**
     * What came of one message.
     *
     * @param n how many documents were inserted, matched or upserted, or deleted
     * @param modified how many documents changed
     * @param upserted the server's {@code upserted}; positions count from the message's first write
     * @param errors the server's {@code writeErrors}; positions as above
     * @param concern what became of the write concern; null when it was met
     */
    public record Outcome(
            long n,
            long modified,
            BsonArray upserted,
            BsonArray errors,
            @Nullable WriteConcernFailedException concern) {}

    /** A batch of inserts, which the user's own code gives one by one. */
    public static WriteBatch inserts(Target target, Iterator<? extends Statement.Insert<?>> inserts) {
        return new WriteBatch(target, Kind.INSERT, new Waiting(inserts), false);
    }

    /** A batch of these statements, which are all of one kind. */
    public static WriteBatch of(Target target, List<? extends Statement> statements) {
        return new WriteBatch(
                target,
                statements.getFirst().kind(),
                new Waiting(statements),
                statements.stream().anyMatch(Statement::hinted));
    }

    /**
     * What the message at hand holds decides whether it may be sent again. Before it is written that is its first write, which is in it
     * whatever fits: nothing has been sent then, so nothing can be done twice.
     */
    @Override
    public Manner manner() {
        return waiting.many() ? Manner.OTHER_WRITE : Manner.SINGLE_WRITE;
    }

    /** Takes what the next message may hold from an iterator of the user's. Not while a connection is held. */
    public void prepare() {
        waiting.fetch(target);
    }

    @Override
    public String commandName() {
        return kind.command;
    }

    /** Whether the first failure ends it; so it is unless the options say otherwise. */
    public boolean ordered() {
        return isOrdered(target.options());
    }

    /** Whether the first failure ends it, by these options. */
    public static boolean isOrdered(Options options) {
        return !(options.get(Field.ORDERED) instanceof Boolean yes) || yes;
    }

    /** Whether writes are left. */
    public boolean more() {
        return !waiting.taken.isEmpty() || waiting.comesMore();
    }

    /** Forgets the writes of the last message, and returns them in order. */
    public List<Statement> settle() {
        List<Statement> done = waiting.taken.subList(0, waiting.written);
        List<Statement> settled = List.copyOf(done);
        done.clear();
        waiting.written = 0;
        return settled;
    }

    /** Forgets the next write, which can't be sent. */
    public void passOver() {
        waiting.taken.removeFirst();
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.string(kind.command, target.namespace().collection());
        out.bool("ordered", ordered());
        target.options().writeTo(out, Field.sent(to) & ~Field.ORDERED.bit() & ~kind.lacks);
    }

    @Override
    public void writeSequences(CommandWriter out, ConnectionDescription to, int messageStart) {
        int sequence = MessageWriter.beginSequence(out.out(), kind.sequence);
        waiting.write(out, to, messageStart);
        MessageWriter.endSequence(out.out(), sequence);
    }

    @Override
    public Outcome read(Reply reply, ConnectionDescription from) {
        WriteConcernFailedException concern = WriteReply.writeConcernFailure(reply, from);
        if (concern != null && concern.hasLabel(ErrorLabel.RETRYABLE_WRITE)) {
            throw concern;
        }
        return new Outcome(
                reply.number(Part.N),
                reply.number(Part.MODIFIED),
                WriteReply.upserted(reply),
                WriteReply.writeErrors(reply),
                concern);
    }

    @Override
    public @Nullable WriteConcernFailedException concern(Outcome outcome) {
        return outcome.concern();
    }

    @Override
    public Outcome written(WriteConcernFailedException concern) {
        BsonDocument reply = concern.reply();
        return new Outcome(
                WriteReply.number(reply, "n"),
                WriteReply.number(reply, "nModified"),
                WriteReply.array(reply, "upserted"),
                WriteReply.array(reply, "writeErrors"),
                concern);
    }

    @Override
    public Outcome unanswered() {
        return new Outcome(0, 0, new BsonArray(), new BsonArray(), null);
    }

    /** The writes not yet settled. One message at a time. */
    public static final class Waiting {
        /** What servers take in one message unless their handshake says otherwise. */
        private static final int MOST_WRITES = 100_000;

        private static final int MOST_BYTES = 48_000_000;

        private final List<Statement> taken = new ArrayList<>();
        private final Iterator<? extends Statement.Insert<?>> source;
        private int written;
        /** Whether one of those written may change many documents. */
        private boolean writtenMany;

        private Waiting(List<? extends Statement> statements) {
            taken.addAll(statements);
            source = Collections.emptyIterator();
        }

        private Waiting(Iterator<? extends Statement.Insert<?>> inserts) {
            source = inserts;
        }

        private boolean comesMore() {
            return source.hasNext();
        }

        private boolean many() {
            return written > 0
                    ? writtenMany
                    : !taken.isEmpty() && taken.getFirst().many();
        }

        private void fetch(Target target) {
            if (!taken.isEmpty() || !source.hasNext()) {
                return;
            }
            var buffer = new WireBuffer(FIRST_BYTES, Integer.MAX_VALUE);
            var out = new CommandWriter(buffer, target.settings().codecs());
            int bytes = 0;
            while (taken.size() < MOST_WRITES && bytes < MOST_BYTES && source.hasNext()) {
                taken.add(source.next().encoded(out));
                bytes += buffer.position();
            }
        }

        /**
         * A message that is sent again holds what it held, whatever fits there: its number stands for just these writes. When one of them can't
         * be written now, the message sent before is the last one still, and what it held may have been carried out.
         */
        private void write(CommandWriter out, ConnectionDescription to, int messageStart) {
            int again = written;
            boolean manyBefore = writtenMany;
            boolean whole = false;
            try {
                fill(out, to, messageStart, again);
                whole = true;
            } finally {
                if (!whole) {
                    written = again;
                    writtenMany = manyBefore;
                }
            }
        }

        private void fill(CommandWriter out, ConnectionDescription to, int messageStart, int again) {
            written = 0;
            writtenMany = false;
            while (written < taken.size() && (again == 0 ? written < to.maxWriteBatchSize() : written < again)) {
                int start = out.out().position();
                Statement next = taken.get(written);
                next.writeTo(out);
                int size = out.out().position() - start;
                int mostBytes = next.mostBytes(to);
                int room = to.maxMessageSizeBytes() - (start - messageStart);
                boolean fits = size <= Math.min(mostBytes, room);
                if (!fits && again == 0 && written == 0) {
                    throw TooLarge.failure(size, Math.min(mostBytes, room), to);
                }
                if (!fits && again == 0) {
                    // It goes into the next message, or fails there, when all before it have been sent.
                    out.out().truncate(start);
                    return;
                }
                written++;
                writtenMany |= next.many();
            }
        }
    }
}
