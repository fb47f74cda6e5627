package dev.weft.benchmarks.responder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages in as they come, of any length: it looks at how they begin, counts the documents of their first sequence, and lets everything
 * else go by. So a message of 48 MB takes no more memory than a ping.
 */
final class Intake {
    /** All that is ever looked at in one piece is shorter: a message up to its first value, the head of a sequence. */
    static final int LONGEST_PIECE = 512;

    private static final int HEADER = 16;
    private static final int OP_QUERY = 2004;
    private static final int LENGTH_BYTES = 4;
    private static final int INT32 = 0x10;
    private static final int INT64 = 0x12;
    private static final int STRING = 0x02;
    private static final byte[] BATCH_SIZE = "\u0010batchSize\0".getBytes(StandardCharsets.US_ASCII);

    private final Consumer<Request> whole;
    private @Nullable Request request;
    /** What is left of the message, of the sequence, and of what goes by. */
    private long message;

    private long sequence;
    private long passing;
    private int documents;
    private boolean counting;

    /** Tells of each message when its last byte is there. */
    Intake(Consumer<Request> whole) {
        this.whole = whole;
    }

    /** Takes what it can; what is left belongs to a piece that is not whole yet. */
    void take(ByteBuffer in) throws IOException {
        boolean goesOn = true;
        while (goesOn) {
            if (passing > 0 && in.hasRemaining()) {
                pass(in, (int) Math.min(passing, in.remaining()));
            }
            var begun = request;
            if (passing > 0) {
                goesOn = false;
            } else if (begun == null) {
                goesOn = begin(in);
            } else if (message == 0) {
                request = null;
                whole.accept(begun.withDocuments(documents));
            } else {
                goesOn = sequence > 0 ? document(in) : section(in);
            }
        }
    }

    private void pass(ByteBuffer in, int bytes) {
        in.position(in.position() + bytes);
        message -= bytes;
        passing -= bytes;
        sequence = Math.max(0, sequence - bytes);
    }

    private boolean begin(ByteBuffer in) throws IOException {
        int start = in.position();
        if (in.remaining() < HEADER || in.remaining() < Math.min(in.getInt(start), LONGEST_PIECE)) {
            return false;
        }
        message = in.getInt(start);
        documents = 0;
        counting = true;
        int id = in.getInt(start + LENGTH_BYTES);
        if (in.getInt(start + 12) == OP_QUERY) {
            request = new Request(id, true, 0, "", "", 0, 0, 0);
            passing = message;
        } else {
            request = opMsg(in, start, id);
            passing = HEADER + LENGTH_BYTES;
        }
        return true;
    }

    /** The body comes first, as all drivers send it; its first element says what is asked. */
    private static Request opMsg(ByteBuffer in, int start, int id) throws IOException {
        int flags = in.getInt(start + HEADER);
        int element = start + HEADER + LENGTH_BYTES + 1 + LENGTH_BYTES;
        int type = in.get(element);
        var command = text(in, element + 1);
        int value = element + 1 + command.length() + 1;
        var target = type == STRING ? text(in, value + LENGTH_BYTES) : "";
        long number = switch (type) {
            case INT32 -> in.getInt(value);
            case INT64 -> in.getLong(value);
            default -> 0;
        };
        boolean chunks = target.equals(Samples.CHUNKS) || StoredFile.isOurs(number);
        return new Request(id, false, flags, command, target, number, chunks ? batchSize(in, value) : 0, 0);
    }

    /** Commands that ask for chunks are short, and say nothing of that name anywhere else. */
    private static int batchSize(ByteBuffer in, int from) {
        int last = Math.min(in.limit(), from + LONGEST_PIECE) - BATCH_SIZE.length - Integer.BYTES;
        for (int at = from; at <= last; at++) {
            if (in.slice(at, BATCH_SIZE.length).equals(ByteBuffer.wrap(BATCH_SIZE))) {
                return in.getInt(at + BATCH_SIZE.length);
            }
        }
        return 0;
    }

    private boolean section(ByteBuffer in) throws IOException {
        int start = in.position();
        if (in.remaining() < Math.min(message, LONGEST_PIECE)) {
            return false;
        }
        int length = in.getInt(start + 1);
        if (in.get(start) == 0) {
            passing = 1L + length;
            return true;
        }
        var name = text(in, start + 1 + LENGTH_BYTES);
        int head = LENGTH_BYTES + name.length() + 1;
        pass(in, 1 + head);
        sequence = (long) length - head;
        // A bulkWrite has a second one, of the names of collections.
        counting = !name.equals("nsInfo");
        return true;
    }

    private boolean document(ByteBuffer in) {
        if (in.remaining() < LENGTH_BYTES) {
            return false;
        }
        if (counting) {
            documents++;
        }
        passing = in.getInt(in.position());
        return true;
    }

    private static String text(ByteBuffer in, int start) throws IOException {
        int end = start;
        while (in.get(end) != 0) {
            end++;
            if (end - start > LONGEST_PIECE / 2 || end >= in.limit()) {
                throw new IOException("a name without an end");
            }
        }
        var bytes = new byte[end - start];
        in.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
