package dev.weft.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.weft.protocol.bson.Elements;
import dev.weft.protocol.buffer.WireBuffer;
import java.lang.management.ManagementFactory;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/** Question: what does a command cost in garbage once its connection's buffer has its size? Answer: nothing. */
class WireAllocationTest {
    private static final int COMMANDS = 20_000;
    private static final int ROUNDS = 10;
    private static final byte[] OK = {'o', 'k'};

    private final WireBuffer buffer = new WireBuffer(64, 64 * 1024);
    private final Elements elements = new Elements();
    private final ObjectId id = new ObjectId("0123456789abcdef01234567");

    @Test
    void writesAndScansCommandsWithoutGarbage() {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                        && threads.isThreadAllocatedMemoryEnabled(),
                "this JVM does not measure the allocated bytes of a thread");
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertEquals(COMMANDS, run());
        // On a busy machine the compiler is late; the best round is the one that ran compiled.
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && best >= COMMANDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            int seen = run();
            best = Math.min(best, threads.getCurrentThreadAllocatedBytes() - before);
            assertEquals(COMMANDS, seen);
        }
        long allocated = best;
        assertTrue(allocated < COMMANDS, () -> allocated + " bytes for " + COMMANDS + " commands");
    }

    private int run() {
        int seen = 0;
        for (int i = 0; i < COMMANDS; i++) {
            buffer.clear();
            write(RequestIds.next());
            int body = MessageReader.replyBody(buffer.array(), buffer.position());
            elements.over(buffer.array(), body, buffer.position());
            while (elements.next()) {
                if (elements.nameIs(OK) && elements.bool()) {
                    seen++;
                }
            }
        }
        return seen;
    }

    private void write(int requestId) {
        int start = MessageWriter.begin(buffer, requestId, 0, MsgFlags.EXHAUST_ALLOWED);
        MessageWriter.bodySection(buffer);
        int document = buffer.position();
        buffer.writeInt32(0);
        buffer.writeByte(2);
        buffer.writeCString("insert");
        buffer.writeString("a collection with a name of ordinary length, and an ä");
        buffer.writeByte(7);
        buffer.writeCString("_id");
        buffer.writeObjectId(id);
        buffer.writeByte(1);
        buffer.writeCString("ok");
        buffer.writeDouble(1.0);
        buffer.writeByte(0);
        buffer.patchInt32(document, buffer.position() - document);
        MessageWriter.finish(buffer, start);
    }
}
