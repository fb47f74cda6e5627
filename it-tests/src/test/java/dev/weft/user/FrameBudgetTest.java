package dev.weft.user;

import static dev.weft.query.Filters.eq;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.testbed.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.bson.Document;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many of our frames a user meets in the stack trace of a query that is stuck: from the word that sends it to the socket, both included,
 * at most six. The JDK's own flight recorder tells what the stack is at the very write.
 */
class FrameBudgetTest {
    private static final int BUDGET = 6;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> aQueryReachesTheSocketInFewFrames() {
        return Stream.of(
                verb("first", books -> books.find(eq("_id", 1)).first()),
                verb("toList", books -> books.find(eq("_id", 1)).toList()),
                verb("cursor", books -> books.find(eq("_id", 1)).cursor().close()),
                verb("stream", books -> books.find(eq("_id", 1)).stream().close()),
                verb("forEach", books -> books.find(eq("_id", 1)).forEach(book -> {})),
                verb("iterator", books -> books.find(eq("_id", 1)).iterator()));
    }

    private DynamicTest verb(String name, Consumer<MongoCollection<Document>> query) {
        return DynamicTest.dynamicTest(name, () -> {
            List<String> frames = framesToTheSocket(name, query);
            assertTrue(frames.getLast().endsWith("." + name), frames::toString);
            assertTrue(frames.size() <= BUDGET, () -> "more than " + BUDGET + " frames: " + frames);
        });
    }

    private List<String> framesToTheSocket(String name, Consumer<MongoCollection<Document>> query) throws IOException {
        Path recorded = folder.resolve(name + ".jfr");
        try (var server = EmbeddedServer.start();
                var client = MongoClient.connect(server.uri());
                var recording = new Recording()) {
            MongoCollection<Document> books = client.database("library").collection("books");
            query.accept(books);
            recording.enable("jdk.SocketWrite").withThreshold(Duration.ZERO).withStackTrace();
            recording.start();
            query.accept(books);
            recording.stop();
            recording.dump(recorded);
        }
        List<List<String>> stacks = RecordingFile.readAllEvents(recorded).stream()
                .filter(event -> event.getStackTrace() != null)
                .map(event -> event.getStackTrace().getFrames().stream()
                        .map(FrameBudgetTest::name)
                        .filter(frame -> frame.startsWith("dev.weft.") && !frame.startsWith("dev.weft.user."))
                        .toList())
                .filter(frames -> frames.stream().anyMatch(frame -> frame.startsWith("dev.weft.client.")))
                .toList();
        assertEquals(1, stacks.size(), () -> "writes by the query: " + stacks);
        return stacks.getFirst();
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }
}
