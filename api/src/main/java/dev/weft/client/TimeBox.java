package dev.weft.client;

import java.time.Duration;

/** One deadline for all calls through handles bound to it. */
public interface TimeBox extends Binding {
    /** {@return how much time is left; zero when none is} */
    Duration remaining();
}
