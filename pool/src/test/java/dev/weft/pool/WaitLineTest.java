package dev.weft.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaitLineTest {
    private final WaitLine line = new WaitLine();

    private WaitLine.Place enter() {
        return line.enter(Thread.currentThread(), 7);
    }

    @Test
    void aDeliveryMayComeBeforeTheWaiter() {
        assertTrue(line.deliver("early"));
        assertEquals("early", enter().take());
    }

    @Test
    void deliveriesPassByWhoeverIsGone() {
        WaitLine.Place first = enter();
        WaitLine.Place second = enter();
        assertNull(first.cancel());
        assertTrue(line.deliver("thing"));
        assertEquals("thing", second.take());
        assertNull(first.take());
    }

    @Test
    void aRefusedDeliveryTurnsBack() {
        WaitLine.Place place = enter();
        assertTrue(place.refuse());
        assertFalse(line.deliver("thing"));
        assertNull(place.take());
    }

    @Test
    void whatHadArrivedAtACancelledPlaceComesToLight() {
        WaitLine.Place place = enter();
        Object thing = new Object();
        assertTrue(line.deliver(thing));
        assertFalse(place.refuse());
        assertSame(thing, place.cancel());
    }

    @Test
    void theOldestIsTheFirstWhoStillWaits() {
        assertEquals(99, line.oldestNanos(99));
        WaitLine.Place first = line.enter(Thread.currentThread(), 1);
        line.enter(Thread.currentThread(), 2);
        assertEquals(1, line.oldestNanos(99));
        first.cancel();
        assertEquals(2, line.oldestNanos(99));
    }

    @Test
    void segmentsOfCancelledCellsAreUnlinkedFromTheMiddle() {
        WaitLine.Place first = enter();
        List<WaitLine.Place> places = new ArrayList<>();
        for (int i = 0; i < 100 * LineSegment.SIZE; i++) {
            places.add(enter());
        }
        assertEquals(101, line.segments());
        WaitLine.Place kept = places.remove(50 * LineSegment.SIZE);
        places.forEach(WaitLine.Place::cancel);
        assertEquals(3, line.segments(), "head, the one with a waiter, tail");
        assertTrue(line.deliver("a"));
        assertTrue(line.deliver("b"));
        assertEquals("a", first.take());
        assertEquals("b", kept.take());
        assertTrue(line.deliver("early"));
        assertEquals("early", enter().take());
        assertTrue(line.segments() <= 2);
    }

    /**
     * Neighbouring segments are emptied at the same time by several threads, while others enter and deliver: the list
     * must stay whole and short.
     */
    @Test
    void racingRemovalsKeepTheListWholeAndShort() throws InterruptedException {
        int threads = 8;
        int turns = 20_000;
        Crew crew = new Crew();
        AtomicInteger delivered = new AtomicInteger();
        AtomicInteger found = new AtomicInteger();
        WaitLine.Place patient = enter();
        for (int t = 0; t < threads; t++) {
            crew.start(() -> {
                List<WaitLine.Place> mine = new ArrayList<>();
                for (int i = 0; i < turns; i++) {
                    mine.add(line.enter(Thread.currentThread(), i));
                    if (mine.size() == 50) {
                        mine.forEach(place -> assertNull(place.cancel()));
                        mine.clear();
                    }
                }
            });
        }
        crew.join();
        assertTrue(line.segments() <= 2, "segments: " + line.segments());
        assertTrue(line.deliver("at last"));
        assertEquals("at last", patient.take());
        for (int t = 0; t < threads; t++) {
            crew.start(() -> {
                for (int i = 0; i < turns; i++) {
                    WaitLine.Place place = line.enter(Thread.currentThread(), i);
                    assertTrue(line.deliver(delivered.incrementAndGet()));
                    Crew.await("something is delivered", () -> !place.waiting());
                    assertNotNull(place.take());
                    found.getAndIncrement();
                }
            });
        }
        crew.join();
        assertEquals(threads * turns, found.get());
        assertTrue(line.segments() <= 2, "segments: " + line.segments());
    }
}
