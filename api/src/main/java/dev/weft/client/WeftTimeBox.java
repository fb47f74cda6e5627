package dev.weft.client;

import dev.weft.core.execute.Bound;
import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import java.time.Duration;

/** One deadline, counted from when it is made. */
class WeftTimeBox implements TimeBox {
    final Engine engine;
    final NanoClock clock;
    final Deadline deadline;

    WeftTimeBox(Engine engine, Duration limit) {
        this.engine = engine;
        this.clock = engine.runner().cluster().nanoClock();
        this.deadline = Deadline.in(Ranges.notNegative("limit", limit), clock);
    }

    @Override
    public final Duration remaining() {
        return Duration.ofNanos(deadline.remaining(clock.nanoTime()));
    }

    @Override
    public final <H extends Handle<H>> H on(H handle) {
        return Wiring.bind(handle, engine, new Bound(null, deadline));
    }
}
