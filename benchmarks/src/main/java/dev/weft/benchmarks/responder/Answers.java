package dev.weft.benchmarks.responder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is answered to which command; one thread asks. Replies are encoded once, when they are needed first. The name of a collection says what
 * it holds ({@link Samples}), and the id of a cursor which documents come next, so nothing has to be remembered of anybody.
 */
final class Answers {
    /** A server's first batch, unless it is told otherwise. */
    static final int FIRST_BATCH = 101;
    /** No batch of a server is longer. */
    static final int LONGEST_BATCH = 16 * 1024 * 1024;

    /** What a liar says that its message has, in bytes: as much as the specification allows. */
    private static final int CLAIM = 48_000_000;

    /** Cursor ids from which position and number of documents can be told. */
    private static final long POSITIONS = 1L << 32;

    private final int batch;
    private final int delayMillis;
    private final Reply found;
    private final Reply done = Reply.of(Messages.message(0, "{\"ok\": 1.0}"));
    private final Reply none = Batches.reply("firstBatch", "none", List.of(), 0);
    private final Map<Integer, Reply> writes = new HashMap<>();
    private final Map<Integer, Reply> updates = new HashMap<>();
    private final Map<Integer, Reply> bulks = new HashMap<>();
    private final Map<String, Reply> first = new HashMap<>();
    private final Map<Long, Reply> next = new HashMap<>();
    private final Map<Integer, List<byte[]>> tweets = new HashMap<>();
    private final StoredFile file = new StoredFile();

    /**
     * Encodes what is asked for most.
     *
     * @param batch documents that a batch of a cursor has at most; 0: as many as a server's
     * @param delayMillis before each answer
     */
    Answers(int batch, int delayMillis) {
        this.batch = batch;
        this.delayMillis = delayMillis;
        this.found = Batches.reply("firstBatch", Samples.ONE, List.of(Samples.encode(Samples.one())), 0);
    }

    /** How long the reply is to be kept back. */
    long delayMillis(Request request) {
        if (request.command().equals(Messages.LATE_FIND)) {
            return request.number();
        }
        return request.target().startsWith(Samples.LATE)
                ? Long.parseLong(request.target().substring(Samples.LATE.length()))
                : delayMillis;
    }

    /** The reply to anything but a hello. */
    Reply to(Request request) {
        int count = Math.max(1, request.documents());
        return switch (request.command()) {
            case "find", "aggregate" -> request.target().equals(Samples.ONE) ? found : first(request);
            case Messages.LATE_FIND -> found;
            case "getMore" -> next(request);
            case "insert", "delete" -> remembered(writes, count, n -> "{\"n\": " + n + ", \"ok\": 1.0}");
            case "update" ->
                remembered(updates, count, n -> "{\"n\": " + n + ", \"nModified\": " + n + ", \"ok\": 1.0}");
            case "bulkWrite" -> remembered(bulks, count, Answers::bulk);
            default -> done;
        };
    }

    private static Reply remembered(Map<Integer, Reply> replies, int count, Function<Integer, String> json) {
        return replies.computeIfAbsent(count, n -> Reply.of(Messages.message(0, json.apply(n))));
    }

    /** A bulkWrite says which operations it has only in the documents that nobody reads here: they count as inserts. */
    private static String bulk(int count) {
        return "{\"cursor\": {\"id\": {\"$numberLong\": \"0\"}, \"firstBatch\": [], \"ns\": \"admin.$cmd.bulkWrite\"}, \"nErrors\": 0,"
                + " \"nInserted\": " + count + ", \"nMatched\": 0, \"nModified\": 0, \"nUpserted\": 0, \"nDeleted\": 0,"
                + " \"ok\": 1.0}";
    }

    private Reply first(Request request) {
        if (request.target().equals(Samples.CHUNKS)) {
            return file.chunks(request.batchSize());
        }
        return first.computeIfAbsent(request.target(), name -> {
            if (name.startsWith(Samples.SIZE)) {
                int bytes = Integer.parseInt(name.substring(Samples.SIZE.length()));
                return Batches.reply(
                        "firstBatch", name, List.of(Samples.encode(Samples.withId(1, Samples.sized(bytes)))), 0);
            }
            if (name.startsWith(Samples.TWEETS)) {
                int count = Integer.parseInt(name.substring(Samples.TWEETS.length()));
                return batch("firstBatch", count, 0, batch == 0 ? FIRST_BATCH : batch);
            }
            if (name.startsWith(Samples.LATE)) {
                return found;
            }
            return switch (name) {
                case Samples.FILES -> file.description();
                case Samples.LIE -> Reply.of(lie());
                default -> none;
            };
        });
    }

    /** Says that it is as long as a message can be, and breaks off. */
    private static byte[] lie() {
        var message = Messages.message(0, Samples.JSON);
        ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).putInt(0, CLAIM);
        return message;
    }

    private Reply next(Request request) {
        if (StoredFile.isOurs(request.number())) {
            return file.next(request.number(), request.batchSize());
        }
        return next.computeIfAbsent(
                request.number(),
                id -> batch(
                        "nextBatch",
                        (int) (id / POSITIONS),
                        (int) (id % POSITIONS),
                        batch == 0 ? Integer.MAX_VALUE : batch));
    }

    private Reply batch(String name, int count, int from, int atMost) {
        var all = tweets.computeIfAbsent(
                count, n -> Samples.tweets(n).stream().map(Samples::encode).toList());
        var some = new ArrayList<byte[]>();
        int bytes = 0;
        for (int i = from; i < count && some.size() < atMost && bytes + all.get(i).length <= LONGEST_BATCH; i++) {
            some.add(all.get(i));
            bytes += all.get(i).length;
        }
        int position = from + some.size();
        return Batches.reply(name, Samples.TWEETS + count, some, position == count ? 0 : count * POSITIONS + position);
    }
}
