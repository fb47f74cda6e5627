package dev.weft.unified.event;

import dev.weft.unified.file.ExpectedLog;
import dev.weft.unified.match.Matcher;
import dev.weft.unified.match.Mismatch;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;

/** Compares log messages with what a case expects of them ("expectedLogMessagesForClient"). The driver logs nothing yet. */
public final class LogMatcher {
    /**
     * A message that was logged.
     *
     * @param level its severity
     * @param component who wrote it
     * @param data what it says
     * @param failureIsRedacted whether the failure in it hides its details; empty when there is no failure
     */
    public record Logged(String level, String component, BsonDocument data, Optional<Boolean> failureIsRedacted) {}

    private final Matcher matcher;

    public LogMatcher(Matcher matcher) {
        this.matcher = matcher;
    }

    /** The messages of one client without those to ignore: these, in this order, and no more unless more are allowed. */
    public void sequence(ExpectedLog.OfClient expected, List<Logged> logged) {
        List<Logged> actual = logged.stream()
                .filter(message -> expected.ignored().stream().noneMatch(each -> matches(each, message)))
                .toList();
        List<ExpectedLog> messages = expected.messages();
        String path = "log messages of " + expected.client();
        for (int i = 0; i < Math.min(messages.size(), actual.size()); i++) {
            match(path + "[" + i + "]", messages.get(i), actual.get(i));
        }
        boolean tooMany = actual.size() > messages.size() && !expected.ignoreExtra();
        if (actual.size() < messages.size() || tooMany) {
            throw new Mismatch(path, actual.size() + " messages, expected " + messages.size());
        }
    }

    private boolean matches(ExpectedLog expected, Logged message) {
        try {
            match("message", expected, message);
            return true;
        } catch (Mismatch different) {
            return false;
        }
    }

    private void match(String path, ExpectedLog expected, Logged message) {
        same(path + ".level", expected.level(), message.level());
        same(path + ".component", expected.component(), message.component());
        matcher.root(path + ".data", expected.data(), message.data());
        if (expected.failureIsRedacted().isPresent()
                && !expected.failureIsRedacted().equals(message.failureIsRedacted())) {
            throw new Mismatch(
                    path + ".failureIsRedacted",
                    "is " + message.failureIsRedacted().map(String::valueOf).orElse("missing"));
        }
    }

    private static void same(String path, String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new Mismatch(path, "is " + actual + ", expected " + expected);
        }
    }
}
