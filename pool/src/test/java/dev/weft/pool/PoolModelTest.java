package dev.weft.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.pool.Things.Thing;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Any sequence of calls, one after the other, against a model: a stack of idle numbers, a list of lent ones, a state.
 */
class PoolModelTest {
    private static final int MAX = 3;
    private static final long IDLE_NANOS = 10_000_000;

    /** What can be done to a pool. */
    enum Step {
        ACQUIRE,
        RELEASE_OLDEST,
        RELEASE_YOUNGEST,
        DISCARD,
        READY,
        CLEAR,
        MAINTAIN,
        PERISH_IDLE,
        PASS_TIME,
        DRAIN,
        CLOSE
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> usual = Arbitraries.of(Step.class).filter(step -> step != Step.CLOSE);
        Arbitrary<Step> busy = Arbitraries.of(Step.ACQUIRE, Step.RELEASE_OLDEST, Step.RELEASE_YOUNGEST, Step.READY);
        return Arbitraries.frequencyOf(
                        Tuple.of(10, busy), Tuple.of(5, usual), Tuple.of(1, Arbitraries.of(Step.CLOSE, Step.READY)))
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 1_000)
    void behavesAsItsModel(@ForAll("steps") List<Step> steps) throws Exception {
        Model model = new Model();
        for (Step step : steps) {
            model.perform(step);
            model.compare();
        }
    }

    private static final class Model {
        private final IOException cause = new IOException("cleared by the test");
        private final ManualTime time = new ManualTime();
        private final Things things = new Things();
        // Openings run at once on the calling thread: with one caller there is nothing to interleave with.
        private final Pool<Thing> pool = new Pool<>(
                new PoolLimits(MAX, 1, 2, IDLE_NANOS, 0, 0),
                things,
                PoolListener.NONE,
                new PoolHost(time, Runnable::run, time));

        private record Idle(long id, int generation, long sinceNanos) {}

        private final Deque<Idle> idle = new ArrayDeque<>();
        private final List<Lease<Thing>> lent = new ArrayList<>();
        private int draining;
        private boolean ready;
        private boolean closed;
        private int generation;
        private long lastId;

        void perform(Step step) throws PoolException {
            switch (step) {
                case ACQUIRE -> acquire();
                case RELEASE_OLDEST -> giveBack(0, false);
                case RELEASE_YOUNGEST -> giveBack(lent.size() - 1, false);
                case DISCARD -> giveBack(0, true);
                case READY -> {
                    pool.ready();
                    ready = !closed;
                }
                case CLEAR -> clear();
                case MAINTAIN -> maintain();
                case PERISH_IDLE -> {
                    if (!idle.isEmpty()) {
                        pool.perish(idle.removeLast().id, cause);
                    }
                }
                case PASS_TIME -> time.advance(4);
                case DRAIN -> drain();
                case CLOSE -> {
                    pool.close();
                    closed = true;
                    ready = false;
                    idle.clear();
                }
            }
        }

        private void acquire() throws PoolException {
            long deadline = time.in(0);
            if (closed) {
                assertThrows(PoolException.Closed.class, () -> pool.acquire(Purpose.OTHER, deadline));
            } else if (!ready) {
                assertThrows(PoolException.Cleared.class, () -> pool.acquire(Purpose.OTHER, deadline));
            } else {
                while (!idle.isEmpty() && perished(idle.getFirst())) {
                    idle.removeFirst();
                }
                if (idle.isEmpty() && lent.size() == MAX) {
                    assertThrows(PoolException.TimedOut.class, () -> pool.acquire(Purpose.OTHER, deadline));
                } else {
                    long expected = idle.isEmpty() ? ++lastId : idle.removeFirst().id;
                    Lease<Thing> lease = pool.acquire(Purpose.OTHER, deadline);
                    lease.resource().hold();
                    assertEquals(expected, lease.connectionId());
                    lent.add(lease);
                }
            }
        }

        private void giveBack(int which, boolean broken) {
            if (lent.isEmpty()) {
                return;
            }
            Lease<Thing> lease = lent.remove(which);
            if (which < draining) {
                draining--;
            }
            lease.resource().letGo();
            if (broken) {
                lease.discard(cause);
                return;
            }
            lease.release();
            if (!closed && lease.generation() == generation) {
                idle.addFirst(new Idle(lease.connectionId(), generation, time.getAsLong()));
            }
        }

        /** The oldest lent ones drain first, so that a count is all the model needs. */
        private void drain() {
            if (draining < lent.size()) {
                lent.get(draining++).drain();
            }
        }

        private void clear() {
            pool.clear(cause, false);
            if (!closed) {
                generation++;
                ready = false;
            }
        }

        private void maintain() {
            pool.maintain();
            idle.removeIf(this::perished);
            if (ready && idle.isEmpty() && lent.isEmpty()) {
                idle.addFirst(new Idle(++lastId, generation, time.getAsLong()));
            }
        }

        private boolean perished(Idle one) {
            return one.generation != generation || time.getAsLong() - one.sinceNanos >= IDLE_NANOS;
        }

        void compare() {
            assertEquals(
                    new PoolStats(MAX, lent.size() - draining, idle.size(), 0, draining, 0, 0, 0, 0), pool.stats());
            assertEquals(idle.size() + lent.size(), things.open());
            assertTrue(pool.handOff().idleNodes() <= MAX * 2 + 2, "nodes pile up");
        }
    }
}
