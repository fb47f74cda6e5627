package dev.weft.benchmarks.responder;

import java.util.List;
import org.bson.io.BasicOutputBuffer;

/** Replies with a batch of a cursor, made of documents that are encoded already. */
final class Batches {
    private static final int MESSAGE = 2013;
    private static final byte DOUBLE = 1;
    private static final byte STRING = 2;
    private static final byte DOCUMENT = 3;
    private static final byte ARRAY = 4;
    private static final byte INT64 = 0x12;

    private Batches() {}

    /**
     * Encodes a reply.
     *
     * @param name {@code firstBatch} or {@code nextBatch}
     * @param cursor 0 if this is the last batch
     */
    static Reply reply(String name, String collection, List<byte[]> documents, long cursor) {
        int size = documents.stream().mapToInt(document -> document.length + 8).sum();
        try (var out = new BasicOutputBuffer(size + 256)) {
            Messages.writeInts(out, 0, 0, 0, MESSAGE, 0);
            out.writeByte(0);
            int body = begin(out);
            out.writeByte(DOCUMENT);
            out.writeCString("cursor");
            int inner = begin(out);
            out.writeByte(INT64);
            out.writeCString("id");
            out.writeInt64(cursor);
            out.writeByte(STRING);
            out.writeCString("ns");
            out.writeString("bench." + collection);
            out.writeByte(ARRAY);
            out.writeCString(name);
            int array = begin(out);
            for (int i = 0; i < documents.size(); i++) {
                out.writeByte(DOCUMENT);
                out.writeCString(Integer.toString(i));
                out.writeBytes(documents.get(i));
            }
            end(out, array);
            end(out, inner);
            out.writeByte(DOUBLE);
            out.writeCString("ok");
            out.writeDouble(1);
            end(out, body);
            out.writeInt32(0, out.getPosition());
            return Reply.of(out.toByteArray());
        }
    }

    private static int begin(BasicOutputBuffer out) {
        int start = out.getPosition();
        out.writeInt32(0);
        return start;
    }

    private static void end(BasicOutputBuffer out, int start) {
        out.writeByte(0);
        out.writeInt32(start, out.getPosition() - start);
    }
}
