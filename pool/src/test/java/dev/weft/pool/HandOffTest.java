package dev.weft.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The interleavings that matter most, each step taken by hand. */
class HandOffTest {
    private final Set<String> perished = new HashSet<>();
    private int attended;
    private final HandOff<String> handOff = new HandOff<>(new HandOff.Gate<>() {
        @Override
        public boolean admit(String item) {
            return !perished.contains(item);
        }

        @Override
        public void attend() {
            attended++;
        }
    });

    private WaitLine.Place enter() {
        assertTrue(handOff.claim() <= 0);
        return handOff.line().enter(Thread.currentThread(), 0);
    }

    @Test
    void aDeliveryOnItsWayToOneWhoLeavesBecomesIdle() {
        WaitLine.Place place = enter();
        assertTrue(handOff.undertake());
        assertTrue(handOff.leave(place));
        handOff.deliver("item");
        assertEquals(1, handOff.idle());
        assertEquals("item", handOff.claim() > 0 ? handOff.pop() : null);
    }

    @Test
    void aDeliveryOnItsWayGoesToTheNextWhenTheFirstLeaves() {
        WaitLine.Place first = enter();
        WaitLine.Place second = enter();
        assertTrue(handOff.undertake());
        assertTrue(handOff.leave(first));
        handOff.deliver("item");
        assertEquals("item", second.take());
        assertEquals(0, handOff.waiters());
        assertEquals(0, handOff.idle());
    }

    @Test
    void whatHasArrivedIsTakenRatherThanLeft() {
        WaitLine.Place place = enter();
        handOff.put("item");
        assertFalse(handOff.leave(place));
        assertEquals("item", place.take());
        assertEquals(0, handOff.waiters());
    }

    @Test
    void aFailureForOneWhoLeavesIsDropped() {
        WaitLine.Place place = enter();
        assertTrue(handOff.undertake());
        assertTrue(handOff.leave(place));
        handOff.deliver(new Failure.Closed());
        assertEquals(0, handOff.idle());
        assertEquals(0, handOff.waiters());
    }

    @Test
    void oneWhoTurnsBackBeforeTakingAPlaceIsNotWaitedFor() {
        assertTrue(handOff.claim() <= 0);
        assertTrue(handOff.withdraw());
        handOff.put("item");
        assertEquals(1, handOff.idle());
    }

    @Test
    void evictionReachesEverybodyInLine() {
        WaitLine.Place first = enter();
        WaitLine.Place second = enter();
        handOff.evict(new Failure.Closed());
        assertEquals(new Failure.Closed(), first.take());
        assertEquals(new Failure.Closed(), second.take());
        assertFalse(handOff.undertake());
    }

    @Test
    void upkeepTakesFromTheMiddleAndLeavesNoNode() {
        handOff.put("bottom");
        handOff.put("middle");
        handOff.put("top");
        Set<String> removed = new HashSet<>();
        handOff.reap(item -> item.equals("middle"), removed::add);
        assertEquals(Set.of("middle"), removed);
        assertEquals(2, handOff.idle());
        assertEquals(2, handOff.idleNodes());
        handOff.drain(removed::add);
        assertEquals(Set.of("bottom", "middle", "top"), removed);
        assertNull(handOff.claim() > 0 ? handOff.pop() : null);
        assertEquals(0, attended);
    }

    /** The pool was cleared after the caller had looked at its state and before it was counted: nobody else will tell it. */
    @Test
    void aWaiterReadsTheStateAgainOnceItsPlaceIsPublished() {
        ManualTime time = new ManualTime();
        Things things = new Things();
        PoolHost host = new PoolHost(time, Runnable::run, time);
        Pool<Things.Thing> pool = new Pool<>(PoolLimits.DEFAULT, things, PoolListener.NONE, host);
        Holdings<Things.Thing> paused =
                new Holdings<>(new PoolLimits(1, 0, 1, 0, 0, 0), things, PoolListener.NONE, host);
        Openings<Things.Thing> openings = new Openings<>(pool, paused);
        Waiting<Things.Thing> waiting = new Waiting<>(paused, openings);
        assertTrue(paused.permits.tryBegin(1, 1));
        long balance = openings.handOff.claim();
        assertThrows(PoolException.Cleared.class, () -> waiting.inLine(balance, 0, Long.MAX_VALUE));
    }
}
