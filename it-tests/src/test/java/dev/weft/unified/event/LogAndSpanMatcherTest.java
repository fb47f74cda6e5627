package dev.weft.unified.event;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.unified.entity.Entities;
import dev.weft.unified.event.LogMatcher.Logged;
import dev.weft.unified.event.SpanMatcher.Traced;
import dev.weft.unified.file.TestCase;
import dev.weft.unified.file.TestFile;
import dev.weft.unified.match.Matcher;
import dev.weft.unified.match.Mismatch;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class LogAndSpanMatcherTest {
    private final LogMatcher logs = new LogMatcher(new Matcher(new Entities()));
    private final SpanMatcher spans = new SpanMatcher(new Matcher(new Entities()));

    private static final Logged STARTED = logged("Command started", Optional.empty());
    private static final Logged FAILED = logged("Command failed", Optional.of(true));

    private static Logged logged(String message, Optional<Boolean> redacted) {
        return new Logged(
                "debug", "command", BsonDocument.parse("{message: '" + message + "', requestId: 1}"), redacted);
    }

    private static TestCase read(String more) {
        return TestFile.read(BsonDocument.parse("{description: 'd', schemaVersion: '1.27', tests: [{description: 't',"
                        + " operations: [], " + more + "}]}"))
                .tests()
                .getFirst();
    }

    private static String message(String text, String more) {
        return "{level: 'debug', component: 'command', data: {message: '" + text + "'}" + more + "}";
    }

    private void match(String expected, Logged... actual) {
        var file = read("expectLogMessages: [{client: 'c', " + expected + "}]");
        logs.sequence(file.logs().getFirst(), List.of(actual));
    }

    private String differs(String expected, Logged... actual) {
        return assertThrows(Mismatch.class, () -> match(expected, actual)).getMessage();
    }

    @Test
    void messagesMustComeInOrderAndAllOfThem() {
        String both = "messages: [" + message("Command started", "") + ", " + message("Command failed", "") + "]";
        assertDoesNotThrow(() -> match(both, STARTED, FAILED));
        assertEquals(
                "log messages of c[0].data.message: is \"Command failed\", expected \"Command started\"",
                differs(both, FAILED, STARTED));
        assertEquals("log messages of c: 1 messages, expected 2", differs(both, STARTED));
        assertEquals("log messages of c: 3 messages, expected 2", differs(both, STARTED, FAILED, FAILED));
        assertDoesNotThrow(() -> match(both + ", ignoreExtraMessages: true", STARTED, FAILED, FAILED));
        differs("messages: []", STARTED);
    }

    @Test
    void messagesToIgnoreAreTakenOutBeforeTheRestIsCompared() {
        String expected = "messages: [" + message("Command failed", "") + "], ignoreMessages: ["
                + message("Command started", "") + "]";
        assertDoesNotThrow(() -> match(expected, STARTED, FAILED, STARTED));
    }

    @Test
    void aFailureMustBeThereAndRedactedAsExpected() {
        assertDoesNotThrow(
                () -> match("messages: [" + message("Command failed", ", failureIsRedacted: true") + "]", FAILED));
        differs("messages: [" + message("Command failed", ", failureIsRedacted: false") + "]", FAILED);
        differs("messages: [" + message("Command started", ", failureIsRedacted: true") + "]", STARTED);
    }

    private void trace(String expected, Traced... actual) {
        var file = read("expectTracingMessages: [{client: 'c', " + expected + "}]");
        spans.sequence(file.spans().getFirst(), List.of(actual));
    }

    private static Traced span(String name, Traced... nested) {
        return new Traced(name, BsonDocument.parse("{'db.system.name': 'mongodb'}"), List.of(nested));
    }

    private static final String FIND = "{name: 'find', attributes: {'db.system.name': 'mongodb'}";

    @Test
    void spansMustBeNestedAsExpected() {
        String nested = "spans: [" + FIND + ", nested: [" + FIND + "}]}]";
        assertDoesNotThrow(() -> trace(nested, span("find", span("find"))));
        assertThrows(Mismatch.class, () -> trace(nested, span("find")));
        assertThrows(Mismatch.class, () -> trace(nested, span("insert", span("find"))));
        assertThrows(Mismatch.class, () -> trace("spans: [" + FIND + "}]", span("find", span("find"))));
        assertThrows(
                Mismatch.class,
                () -> trace("spans: [{name: 'find', attributes: {}}]", span("find")),
                "attributes are no root: none may be unexpected");
    }

    @Test
    void otherSpansAreAllowedWhenTheCaseSaysSo() {
        String loose = "ignoreExtraSpans: true, spans: [" + FIND + "}]";
        assertDoesNotThrow(() -> trace(loose, span("insert"), span("find", span("find")), span("insert")));
        assertThrows(Mismatch.class, () -> trace("spans: [" + FIND + "}]", span("find"), span("insert")));
    }
}
