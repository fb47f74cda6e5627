package dev.weft.core.execute;

import static dev.weft.core.execute.Deployment.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.operation.FindOne;
import dev.weft.core.operation.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many of our frames lie between a call and the socket: at most six, the public method included, so five from the loop on. The JDK's own
 * flight recorder tells what the stack is at the very write.
 */
class HopBudgetTest {
    private static final int BUDGET = 5;

    @Test
    void aFindReachesTheSocketInFewFrames(@TempDir Path folder) throws IOException {
        var recorded = folder.resolve("writes.jfr");
        try (var deployment = Deployment.standalone(
                        "", Deployment.replies("{cursor: {firstBatch: [], id: 0, ns: 'db.coll'}, ok: 1}"));
                var recording = new Recording()) {
            var find = new FindOne<Document>(target(Options.NONE), new DocumentCodec());
            deployment.run(find);
            recording.enable("jdk.SocketWrite").withThreshold(Duration.ZERO).withStackTrace();
            recording.start();
            deployment.run(find);
            recording.stop();
            recording.dump(recorded);
        }
        List<List<String>> stacks = stacks(recorded);
        assertEquals(1, stacks.size(), () -> "writes by the loop: " + stacks);
        assertTrue(
                stacks.getFirst().size() <= BUDGET,
                () -> "more than " + BUDGET + " frames from the loop to the write: " + stacks.getFirst());
    }

    /** Of each write by a call, our own frames from the write up to the loop. */
    private static List<List<String>> stacks(Path recorded) throws IOException {
        return RecordingFile.readAllEvents(recorded).stream()
                .filter(event -> event.getStackTrace() != null)
                .map(event -> event.getStackTrace().getFrames().stream()
                        .map(HopBudgetTest::name)
                        .filter(name -> name.startsWith("dev.weft."))
                        .toList())
                .filter(names -> names.contains(OperationRunner.class.getName() + ".run"))
                .map(names -> names.subList(0, names.indexOf(OperationRunner.class.getName() + ".run") + 1))
                .toList();
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }
}
