package dev.weft.testbed.command;

import java.time.Duration;
import java.util.OptionalLong;

/** How a member ends, for those of its commands that end it or tell of its end. */
public interface Shutdown {
    /** Begins to end the member: it serves for so long, and tells in every hello that it will end. */
    void begin(Duration quiesce);

    /** How long it will go on serving; nothing as long as nobody has asked it to end. */
    OptionalLong remainingMillis();
}
