package dev.weft.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.error.ErrorLabel;
import dev.weft.error.MongoException;
import dev.weft.event.CommandEvent;
import dev.weft.testbed.Deployment;
import org.junit.jupiter.api.Test;

/** Prose tests 3 and 4 of the specification "client backpressure"; 1 and 5 turn the jitter and are in core. */
class BackpressureProseTest {
    private static void findIsTried(int times, String options) {
        try (var set = Deployment.replicaSet("rs", 1).start();
                var watched = Watched.connect(set.uri() + options)) {
            FailPoint.failCommand(
                    set.member(0),
                    "'alwaysOn'",
                    "failCommands: ['find'], errorCode: 462, errorLabels: ['SystemOverloadedError', 'RetryableError']");
            var books = watched.client.database("prose").collection("backpressure");
            var failure = assertThrows(MongoException.class, () -> books.find().first());
            assertTrue(failure.hasLabel(ErrorLabel.RETRYABLE), failure::toString);
            assertTrue(failure.hasLabel(ErrorLabel.SYSTEM_OVERLOADED), failure::toString);
            assertEquals(
                    times,
                    watched.all(CommandEvent.Started.class).stream()
                            .filter(started -> started.call().command().equals("find"))
                            .count());
        }
    }

    @Test
    void test3RetriesOverloadErrorsAtMostTwice() {
        findIsTried(3, "");
    }

    @Test
    void test4RetriesOverloadErrorsAsOftenAsMaxAdaptiveRetriesSays() {
        findIsTried(2, "&maxAdaptiveRetries=1");
    }
}
