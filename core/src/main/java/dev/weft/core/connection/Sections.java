package dev.weft.core.connection;

import dev.weft.protocol.MessageHeader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bson.RawBsonDocument;
import org.bson.io.BasicOutputBuffer;

/** Reads a message of our own, which is known to be well-formed, back from the buffer it was written to. */
final class Sections {
    /** Where the document of the first section begins, which is of kind 0. */
    static final int BODY_OFFSET = MessageHeader.SIZE + Integer.BYTES + 1;

    private static final byte ARRAY = 0x04;
    private static final byte DOCUMENT = 0x03;
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    /** What to do with the documents of a message, one after the other. */
    interface Visitor {
        /** A document of a section of kind 1, or the body, whose identifier is empty. */
        void document(String identifier, int offset, int length);
    }

    private Sections() {}

    static void visit(byte[] message, int end, Visitor visitor) {
        int at = BODY_OFFSET + visited(message, BODY_OFFSET, "", visitor);
        while (at < end) {
            int sectionStart = at + 1;
            int sectionEnd = sectionStart + int32(message, sectionStart);
            int name = sectionStart + Integer.BYTES;
            int nameEnd = name;
            while (message[nameEnd] != 0) {
                nameEnd++;
            }
            String identifier = new String(message, name, nameEnd - name, StandardCharsets.UTF_8);
            int document = nameEnd + 1;
            while (document < sectionEnd) {
                document += visited(message, document, identifier, visitor);
            }
            at = sectionEnd;
        }
    }

    private static int visited(byte[] message, int offset, String identifier, Visitor visitor) {
        int length = int32(message, offset);
        visitor.document(identifier, offset, length);
        return length;
    }

    /**
     * A copy of the command as one document, each document sequence as an array at its end (Command Logging and Monitoring specification,
     * "Implementation Notes").
     */
    static RawBsonDocument command(byte[] message, int end) {
        int bodyEnd = BODY_OFFSET + int32(message, BODY_OFFSET);
        if (bodyEnd == end) {
            return new RawBsonDocument(Arrays.copyOfRange(message, BODY_OFFSET, end));
        }
        BasicOutputBuffer out = new BasicOutputBuffer(end - BODY_OFFSET + 64);
        out.writeBytes(message, BODY_OFFSET, bodyEnd - BODY_OFFSET - 1);
        ArrayWriter arrays = new ArrayWriter(message, out);
        visit(message, end, arrays);
        arrays.end();
        out.writeByte(0);
        out.writeInt32(0, out.getPosition());
        return new RawBsonDocument(out.toByteArray());
    }

    private static int int32(byte[] message, int at) {
        return (int) INT32.get(message, at);
    }

    /** Writes each document sequence as an array. */
    private static final class ArrayWriter implements Visitor {
        private final byte[] message;
        private final BasicOutputBuffer out;
        private String open = "";
        private int start;
        private int place;

        ArrayWriter(byte[] message, BasicOutputBuffer out) {
            this.message = message;
            this.out = out;
        }

        @Override
        public void document(String identifier, int offset, int length) {
            if (identifier.isEmpty()) {
                return; // The body stands there already.
            }
            if (!identifier.equals(open)) {
                end();
                open = identifier;
                place = 0;
                out.writeByte(ARRAY);
                out.writeCString(identifier);
                start = out.getPosition();
                out.writeInt32(0);
            }
            out.writeByte(DOCUMENT);
            out.writeCString(Integer.toString(place++));
            out.writeBytes(message, offset, length);
        }

        void end() {
            if (!open.isEmpty()) {
                out.writeByte(0);
                out.writeInt32(start, out.getPosition() - start);
                open = "";
            }
        }
    }
}
