package dev.weft.core.execute;

import static dev.weft.core.execute.Deployment.replies;
import static dev.weft.core.execute.Deployment.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.core.operation.Field;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Ping;
import dev.weft.error.TimedOutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnsentCommandTest {
    @Test
    void theSessionOfACommandThatWasNeverSentIsUsedAgain() {
        try (var deployment = Deployment.standalone("", replies("{ok: 1}"))) {
            deployment.run(new Ping(target(Options.NONE)));
            // Less than the millisecond that could be told to the server.
            var late = Options.NONE.with(Field.TIMEOUT, Duration.ofNanos(900_000));
            assertThrows(TimedOutException.class, () -> deployment.run(new Ping(target(late))));
            deployment.run(new Ping(target(Options.NONE)));
            var commands = deployment.commands();
            assertEquals(2, commands.size());
            assertEquals(commands.get(0).get("lsid"), commands.get(1).get("lsid"));
        }
    }
}
