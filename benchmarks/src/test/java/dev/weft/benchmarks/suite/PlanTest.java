package dev.weft.benchmarks.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked for is what runs. */
class PlanTest {
    private static final Suite MEMORY = suite("memory");
    private static final Suite CALLERS = suite("scale.callers");

    @Test
    void theShortRoundHasFiveRoundsOfEverything() {
        var plan = Plan.of();
        assertFalse(plan.isFull());
        assertTrue(plan.rounds() >= 5, "a median of fewer says nothing of the spread");
        assertTrue(plan.wants(MEMORY) && plan.wants(CALLERS));
        assertEquals(List.of("weft", "go"), plan.among(List.of("weft", "go")));
    }

    @Test
    void theFullRoundIsLongerAndItsLengthCanBeChosenToo() {
        var plan = Plan.of("millis=700", "round=full");
        assertTrue(plan.isFull());
        assertEquals(700, plan.millis());
        assertTrue(plan.rounds() > Plan.of().rounds());
        assertThrows(IllegalArgumentException.class, () -> Plan.of("round=medium"));
    }

    @Test
    void suitesAreChosenByNameOrByTheirFamily() {
        assertTrue(Plan.of("suites=memory").wants(MEMORY));
        assertFalse(Plan.of("suites=memory").wants(CALLERS));
        assertTrue(Plan.of("suites=call,scale").wants(CALLERS));
        assertTrue(Plan.of("suites=scale.callers").wants(CALLERS));
        assertFalse(Plan.of("suites=scale.pool").wants(CALLERS));
    }

    @Test
    void peersKeepTheOrderOfTheRounds() {
        assertEquals(List.of("weft", "sync"), Plan.of("peers=sync,weft").among(List.of("floor", "weft", "sync")));
    }

    @Test
    void aCrowdHasTimeToBeServedMoreThanOnce() {
        assertEquals(200, Plan.of("millis=200").millis(100));
        assertEquals(1000, Plan.of("millis=200").millis(10_000));
    }

    private static Suite suite(String name) {
        return new Suite() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void run(Bench bench) {
                throw new AssertionError("is only asked for its name");
            }
        };
    }
}
