package dev.weft.protocol.buffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@SuppressWarnings("ReferenceEquality") // The very array is meant.
class LargeArraysTest {
    private static final int MIB = 1 << 20;

    private final LargeArrays arrays = new LargeArrays(16 * MIB);

    @Test
    void lendsTheSmallestThatFits() {
        byte[] four = new byte[4 * MIB];
        byte[] five = new byte[5 * MIB];
        arrays.giveBack(five);
        arrays.giveBack(four);
        assertTrue(four == arrays.kept(4 * MIB - 100), "not the array that was given back");
        assertTrue(five == arrays.kept(4 * MIB - 100), "not the array that was given back");
        assertTrue(arrays.kept(4 * MIB - 100) == null, "an array is kept");
    }

    @Test
    void lendsNoneThatIsTooSmallOrOfWhichMoreThanAQuarterWouldLieIdle() {
        byte[] four = new byte[4 * MIB];
        arrays.giveBack(four);
        assertTrue(arrays.kept(4 * MIB + 1) == null, "an array is kept");
        assertTrue(arrays.kept(3 * MIB - 1) == null, "an array is kept");
        assertTrue(four == arrays.kept(3 * MIB), "not the array that was given back");
    }

    @Test
    void noSmallArrayTakesThePlaceOfALargeOne() {
        byte[] large = new byte[2 * MIB];
        arrays.giveBack(large);
        for (int i = 0; i < 8; i++) {
            arrays.giveBack(new byte[MIB / 4 - 1]);
        }
        assertTrue(large == arrays.kept(2 * MIB), "not the array that was given back");
        arrays.giveBack(new byte[MIB / 4]);
        assertTrue(arrays.kept(MIB / 4) != null, "a quarter of a MiB is large");
    }

    @Test
    void keepsNoMoreBytesThanItMayAndGivesUpThoseNeverNeeded() {
        byte[] two = new byte[2 * MIB];
        byte[] ten = new byte[10 * MIB];
        byte[] six = new byte[6 * MIB];
        arrays.giveBack(two);
        arrays.giveBack(ten);
        arrays.giveBack(six);
        assertTrue(arrays.kept(2 * MIB) == null, "eighteen of sixteen are kept");
        assertTrue(six == arrays.kept(6 * MIB), "not the array that was given back");
        assertTrue(ten == arrays.kept(10 * MIB), "not the array that was given back");
        arrays.giveBack(six);
        arrays.giveBack(new byte[17 * MIB]);
        assertTrue(arrays.kept(17 * MIB) == null, "more is kept than may be");
        assertTrue(six == arrays.kept(6 * MIB), "it had to go for one that can't be kept");
    }

    @Test
    void keepsNoMoreThanEightArrays() {
        byte[] oldest = new byte[2 * MIB];
        arrays.giveBack(oldest);
        for (int i = 0; i < 7; i++) {
            arrays.giveBack(new byte[MIB]);
        }
        assertTrue(oldest == arrays.kept(2 * MIB), "not the array that was given back");
        arrays.giveBack(oldest);
        for (int i = 0; i < 8; i++) {
            arrays.giveBack(new byte[MIB]);
        }
        assertTrue(arrays.kept(2 * MIB) == null, "nine are kept");
        int left = 0;
        while (arrays.kept(MIB) != null) {
            left++;
        }
        assertEquals(8, left);
    }

    @Test
    void growsIntoWhatIsKeptElseIntoALittleMoreThanIsNeeded() {
        byte[] eight = new byte[8 * MIB];
        arrays.giveBack(eight);
        byte[] two = new byte[2 * MIB];
        two[7] = 7;
        byte[] grown = arrays.grown(two, 8, 7 * MIB);
        assertTrue(eight == grown, "not the array that was given back");
        assertEquals(7, grown[7]);
        byte[] anew = arrays.grown(grown, 8, 9 * MIB - 1);
        assertEquals(9 * MIB, anew.length);
        assertEquals(7, anew[7]);
        assertEquals(1000, arrays.grown(new byte[10], 8, 1000).length);
    }

    /** Whoever has an array writes his number into it, and must find it there again before he gives it back. */
    @Test
    void noTwoThreadsHaveTheSameArray() throws InterruptedException {
        var strangers = new AtomicInteger();
        var again = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 1; t <= 4; t++) {
            byte number = (byte) t;
            threads.add(Thread.ofPlatform().start(() -> {
                byte[] array = new byte[MIB];
                for (int i = 0; i < 50_000; i++) {
                    array[0] = number;
                    // What others write must be seen.
                    VarHandle.fullFence();
                    if (array[0] != number) {
                        strangers.incrementAndGet();
                    }
                    arrays.giveBack(array);
                    byte[] kept = arrays.kept(MIB);
                    array = kept == null ? new byte[MIB] : kept;
                    if (array[0] != 0) {
                        again.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, strangers.get());
        assertTrue(again.get() > 50_000, () -> "only " + again.get() + " were used again");
    }
}
