package dev.weft.protocol.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private static final long MILLI = 1_000_000;

    private final long now = System.nanoTime();
    private final Alarms alarms = new Alarms(now);

    @Test
    void waitsForNothingWhileNothingIsSet() {
        assertEquals(Alarm.NONE, alarms.untilScan(now));
    }

    @Test
    void asksOnceForAnEarlierDeadline() {
        assertTrue(alarms.set(alarms.claim(Thread.currentThread()), now + MILLI));
        assertFalse(alarms.set(alarms.claim(Thread.currentThread()), now + MILLI / 2));
        assertEquals(0, alarms.untilScan(now));
    }

    @Test
    void seesTheDeadlineOfAConnectionWhoseCallerWasFasterThanTheLoop() {
        Line line = line();
        // The caller's deadline is set, and the scan it asks for is over, before the loop has been told of the
        // connection.
        alarms.set(line.alarm(), now + MILLI);
        alarms.scan(now);
        assertEquals(Alarm.NONE, alarms.untilScan(now));

        alarms.add(line);

        long later = System.nanoTime() + 100 * MILLI;
        assertEquals(0, alarms.untilScan(later));
        alarms.scan(later);
        assertTrue(line.alarm().fired());
    }

    /** A scan looks at all slots: what was needed at once, and little more. */
    @Test
    void hasFewMoreSlotsThanWereNeededAtOnce() {
        int callers = 5_000;
        var claimed = new HashSet<Alarm>();
        for (int i = 0; i < callers; i++) {
            claimed.add(alarms.claim(Thread.ofVirtual().unstarted(() -> {})));
        }
        assertEquals(callers, claimed.size());
        assertEquals(callers, alarms.taken());
        assertTrue(alarms.slots() <= 4 * callers, () -> alarms.slots() + " slots");
    }

    /** A line of a connection that never reads or writes. */
    private static Line line() {
        Door nowhere = new Door(null, null, null);
        Endpoint endpoint = new Endpoint.Unix(Path.of("nowhere"));
        return new WireConnection(nowhere, endpoint, WireOptions.DEFAULT, null).line();
    }
}
