package dev.weft.testbed.command;

import dev.weft.testbed.wire.Bell;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the writes of a deployment and rings, for those who wait for data (server manual, "Tailable Cursors"). */
public final class DataWrites {
    private final Bell bell = new Bell();
    private final AtomicLong count = new AtomicLong();

    Bell bell() {
        return bell;
    }

    long count() {
        return count.get();
    }

    void add() {
        count.incrementAndGet();
        bell.ring();
    }
}
