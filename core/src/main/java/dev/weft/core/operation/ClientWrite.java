package dev.weft.core.operation;

import dev.weft.Namespace;
import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import dev.weft.error.ErrorLabel;
import dev.weft.error.NotSupportedException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.protocol.MessageWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Sends as many writes to any collections as fit into one message (bulk write specification). Run again and again, until {@link #more} is
 * false; a message that is sent again holds the same writes with the same ids.
 *
 * @param target the database {@code admin}, with the client's settings and the call's options
 * @param waiting the writes
 * @param verbose whether the result of each write is wanted, too
 */
public record ClientWrite(Target target, Waiting waiting, boolean verbose) implements Operation<ClientWrite.Outcome> {
    /** The wire version of MongoDB 8.0. */
    private static final int SINCE = 25;

    /** What the driver adds to a message beside the command's own fields, at most (bulk write specification, "Total Message Size"). */
    private static final int OVERHEAD = 1000;

    /** Length and end of a document. */
    private static final int EMPTY_DOCUMENT = 5;

    /** What servers call the collection of such a cursor. */
    private static final String RESULTS = "$cmd.bulkWrite";

    private static final BsonDocumentCodec TREES = new BsonDocumentCodec();

    /**
     * A write and where it goes.
     *
     * @param codecs write what it is made of
     */
    public record Item(Namespace namespace, Statement statement, CodecRegistry codecs) {}

    /**
     * What came of one message.
     *
     * @param reply the reply; empty when nothing was answered
     * @param concern what became of the write concern; null when it was met
     */
    public record Outcome(BsonDocument reply, @Nullable WriteConcernFailedException concern) {
        /** One of the reply's counts, such as {@code nInserted}. */
        public long count(String name) {
            return WriteReply.number(reply, name);
        }

        /** The first results there are, those of failed writes at least. */
        public List<BsonDocument> results() {
            return WriteReply.array(cursor(), "firstBatch").stream()
                    .filter(BsonValue::isDocument)
                    .map(BsonValue::asDocument)
                    .toList();
        }

        /** The cursor that has more of them; 0 when there is none. */
        public long cursorId() {
            return WriteReply.number(cursor(), "id");
        }

        private BsonDocument cursor() {
            return reply.get("cursor") instanceof BsonDocument cursor ? cursor : new BsonDocument();
        }
    }

    /** Brings more results. */
    public GetMore<BsonDocument> more(long cursorId) {
        return new GetMore<>(cursor(), cursorId, 0, TREES);
    }

    /** Ends a cursor of results. */
    public KillCursors kill(long cursorId) {
        return new KillCursors(cursor(), cursorId);
    }

    private Target cursor() {
        return new Target(new Namespace("admin", RESULTS), target.settings(), target.options());
    }

    /** A message of these writes. */
    public static ClientWrite of(Target target, List<Item> items, boolean verbose) {
        return new ClientWrite(target, new Waiting(items), verbose);
    }

    /** What the message at hand holds decides whether it may be sent again; before it is written, its first write, as in {@link WriteBatch}. */
    @Override
    public Manner manner() {
        return waiting.many() ? Manner.OTHER_WRITE : Manner.SINGLE_WRITE;
    }

    @Override
    public String commandName() {
        return "bulkWrite";
    }

    /** Whether the first failure ends it. */
    public boolean ordered() {
        return WriteBatch.isOrdered(target.options());
    }

    /** Whether writes are left. */
    public boolean more() {
        return waiting.done < waiting.items.size();
    }

    /** Forgets the writes of the last message, and returns how many they were. */
    public int settle() {
        int settled = waiting.written;
        waiting.done += settled;
        waiting.written = 0;
        return settled;
    }

    /** Forgets the next write, which can't be sent. */
    public void passOver() {
        waiting.done++;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        if (to.maxWireVersion() < SINCE) {
            throw new NotSupportedException(
                    Optional.of(to.server()),
                    "bulkWrite on a client needs MongoDB 8.0 or newer; write to one collection after the other with"
                            + " bulkWrite on each");
        }
        int start = out.out().position();
        out.int32("bulkWrite", 1);
        out.bool("errorsOnly", !verbose);
        out.bool("ordered", ordered());
        target.options().writeTo(out, Field.sent(to) & ~Field.ORDERED.bit());
        waiting.commandBytes = out.out().position() - start + EMPTY_DOCUMENT;
    }

    @Override
    public void writeSequences(CommandWriter out, ConnectionDescription to, int messageStart) {
        int operations = MessageWriter.beginSequence(out.out(), "ops");
        waiting.write(out, to);
        MessageWriter.endSequence(out.out(), operations);
        int namespaces = MessageWriter.beginSequence(out.out(), "nsInfo");
        for (Namespace namespace : waiting.namespaces) {
            int info = out.open();
            out.string("ns", namespace.toString());
            out.close(info);
        }
        MessageWriter.endSequence(out.out(), namespaces);
    }

    @Override
    public Outcome read(Reply reply, ConnectionDescription from) {
        WriteConcernFailedException concern = WriteReply.writeConcernFailure(reply, from);
        if (concern != null && concern.hasLabel(ErrorLabel.RETRYABLE_WRITE)) {
            throw concern;
        }
        return new Outcome(reply.tree(), concern);
    }

    @Override
    public @Nullable WriteConcernFailedException concern(Outcome outcome) {
        return outcome.concern();
    }

    @Override
    public Outcome written(WriteConcernFailedException concern) {
        return new Outcome(concern.reply(), concern);
    }

    @Override
    public Outcome unanswered() {
        return new Outcome(new BsonDocument(), null);
    }

    /** The writes and how far they are: all before {@code done} are settled, and {@code written} after them are in the last message. */
    public static final class Waiting {
        private final List<Item> items;
        private final List<Namespace> namespaces = new ArrayList<>();
        private final Map<Namespace, Integer> places = new HashMap<>();
        private int done;
        private int written;
        private int commandBytes;
        /** Whether one of those written may change many documents. */
        private boolean writtenMany;

        private Waiting(List<Item> items) {
            this.items = List.copyOf(items);
        }

        private boolean many() {
            return written > 0
                    ? writtenMany
                    : done < items.size() && items.get(done).statement().many();
        }

        /**
         * A message that is sent again holds what it held, whatever fits there: its number stands for just these writes. When one of them can't
         * be written now, the message sent before is the last one still, and what it held may have been carried out.
         */
        private void write(CommandWriter out, ConnectionDescription to) {
            int again = written;
            boolean manyBefore = writtenMany;
            boolean whole = false;
            try {
                fill(out, to, again);
                whole = true;
            } finally {
                if (!whole) {
                    written = again;
                    writtenMany = manyBefore;
                }
            }
        }

        private void fill(CommandWriter out, ConnectionDescription to, int again) {
            written = 0;
            writtenMany = false;
            namespaces.clear();
            places.clear();
            int begin = out.out().position();
            int most = to.maxMessageSizeBytes() - OVERHEAD - commandBytes;
            int infoBytes = 0;
            while (done + written < items.size() && (again == 0 ? written < to.maxWriteBatchSize() : written < again)) {
                Item next = items.get(done + written);
                Integer place = places.get(next.namespace());
                boolean known = place != null;
                int start = out.out().position();
                var writer = new CommandWriter(out.out(), next.codecs());
                int size = next.statement().writeOperation(writer, place == null ? namespaces.size() : place);
                int mostBytes = next.statement().mostBytes(to);
                int withInfo = infoBytes + (known ? 0 : infoBytes(next.namespace()));
                boolean fits = size <= mostBytes && out.out().position() - begin + withInfo <= most;
                if (!fits && again == 0 && written == 0) {
                    throw size > mostBytes
                            ? TooLarge.failure(size, mostBytes, to)
                            : TooLarge.failure(out.out().position() - begin + withInfo, most, to);
                }
                if (!fits && again == 0) {
                    // It goes into the next message, or fails there, when all before it have been sent.
                    out.out().truncate(start);
                    return;
                }
                if (!known) {
                    places.put(next.namespace(), namespaces.size());
                    namespaces.add(next.namespace());
                }
                infoBytes = withInfo;
                written++;
                writtenMany |= next.statement().many();
            }
        }

        /** The size of {@code {ns: "..."}}. */
        private static int infoBytes(Namespace namespace) {
            int name = namespace.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            return EMPTY_DOCUMENT + 1 + "ns".length() + 1 + Integer.BYTES + name + 1;
        }
    }
}
