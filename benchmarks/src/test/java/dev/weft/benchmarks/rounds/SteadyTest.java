package dev.weft.benchmarks.rounds;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** When a peer is warm. */
class SteadyTest {
    private static boolean reached(Steady steady, double... rounds) {
        for (double round : rounds) {
            steady.round(round);
        }
        return steady.reached();
    }

    @Test
    void theFirstRoundSaysNothing() {
        assertFalse(reached(new Steady(0.1, 1), 100));
        assertFalse(reached(new Steady(0.1, 1)));
    }

    @Test
    void whoStillGainsIsNotSteady() {
        assertFalse(reached(new Steady(0.1, 1), 100, 111));
        assertFalse(reached(new Steady(0.1, 1), 100, 90, 120));
    }

    @Test
    void whoGainsLittleIs() {
        assertTrue(reached(new Steady(0.1, 1), 100, 109));
        assertTrue(reached(new Steady(0.1, 1), 100, 50));
    }

    @Test
    void moreCalmRoundsMayBeAskedFor() {
        assertFalse(reached(new Steady(0.05, 2), 100, 104));
        assertTrue(reached(new Steady(0.05, 2), 100, 104, 105));
        assertFalse(reached(new Steady(0.05, 2), 100, 104, 120, 120));
        assertTrue(reached(new Steady(0.05, 2), 100, 104, 120, 120, 90));
    }

    @Test
    void aSlowRoundLowersNoBar() {
        assertTrue(reached(new Steady(0.05, 2), 100, 40, 100));
    }
}
