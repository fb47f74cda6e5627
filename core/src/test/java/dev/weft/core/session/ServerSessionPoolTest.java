package dev.weft.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.io.BasicOutputBuffer;
import org.junit.jupiter.api.Test;

class ServerSessionPoolTest {
    private static final int TIMEOUT = 30;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final ServerSessionPool pool = new ServerSessionPool(0);

    @Test
    void lendsTheSessionUsedLast() {
        Session a = used(0);
        Session b = used(0);
        UUID idOfA = a.id();
        UUID idOfB = b.id();
        a.end(0);
        b.end(0);

        assertEquals(idOfB, used(0).id());
        assertEquals(idOfA, used(0).id());
        assertNotEquals(idOfA, used(0).id());
    }

    @Test
    void anIdThatWasDrawnInAdvanceIsGivenToOneSessionAndNoMore() {
        pool.prepare();
        UUID first = used(0).id();
        assertNotEquals(first, used(0).id());
        assertEquals(4, first.version());
        assertEquals(List.of(), pool.close(), "nothing is to be ended that was never sent");
    }

    @Test
    void takesNoServerSessionBeforeTheFirstCommand() {
        Session idle = Session.implicit(pool);

        assertThrows(IllegalStateException.class, idle::id);
        idle.end(0);

        assertEquals(List.of(), pool.close());
    }

    @Test
    void keepsItsServerSessionFromCommandToCommand() {
        Session session = used(0);
        UUID id = session.id();
        session.use(5 * MINUTE, TIMEOUT);

        assertEquals(id, session.id());
    }

    @Test
    void refusesToBeUsedAfterItsEnd() {
        Session session = used(0);
        session.end(0);
        session.end(0);

        assertThrows(IllegalStateException.class, () -> session.use(0, TIMEOUT));
        assertEquals(1, pool.close().get(0).size());
    }

    @Test
    void forgetsASessionWithLessThanAMinuteToLive() {
        Session old = used(0);
        UUID id = old.id();
        old.end(0);

        assertNotEquals(id, used(29 * MINUTE + 1).id());
    }

    @Test
    void lendsASessionWithAMinuteToLive() {
        Session old = used(0);
        UUID id = old.id();
        old.end(0);

        assertEquals(id, used(29 * MINUTE).id());
    }

    @Test
    void countsALifeFromTheLastCommandAndNotFromTheReturn() {
        Session session = used(0);
        UUID id = session.id();
        session.end(29 * MINUTE + 1);

        assertNotEquals(id, used(29 * MINUTE + 1).id());
    }

    @Test
    void neverExpiresSessionsBehindALoadBalancer() {
        Session session = Session.implicit(pool);
        session.use(0, ServerSessionPool.NEVER_EXPIRES);
        UUID id = session.id();
        session.end(0);

        Session later = Session.implicit(pool);
        later.use(1_000 * MINUTE, ServerSessionPool.NEVER_EXPIRES);
        assertEquals(id, later.id());
    }

    @Test
    void forgetsADirtySessionWhenItComesBack() {
        Session session = used(0);
        UUID id = session.id();
        session.markDirty();
        session.use(1, TIMEOUT);
        assertEquals(id, session.id(), "a dirty session may still be used by its owner");
        session.end(1);

        assertNotEquals(id, used(1).id());
    }

    @Test
    void countsTransactionsPerServerSession() {
        Session first = used(0);
        assertEquals(1, first.nextTxnNumber());
        assertEquals(2, first.nextTxnNumber());
        first.end(0);

        assertEquals(3, used(0).nextTxnNumber());
    }

    @Test
    void prunesWhatExpiredUnderTheOnesInUse() {
        List<Session> burst = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            burst.add(used(0));
        }
        burst.forEach(session -> session.end(0));
        for (long minute = 1; minute <= 40; minute++) {
            used(minute * MINUTE).end(minute * MINUTE);
        }

        assertEquals(1, pool.close().get(0).size());
    }

    @Test
    void endsTenThousandSessionsWithOneCommand() {
        List<Session> many = new ArrayList<>();
        for (int i = 0; i < 10_001; i++) {
            many.add(used(0));
        }
        many.forEach(session -> session.end(0));

        List<List<BsonDocument>> commands = pool.close();

        assertEquals(List.of(10_000, 1), commands.stream().map(List::size).toList());
        used(0).end(0);
        assertEquals(List.of(), pool.close(), "a closed pool keeps nothing");
    }

    @Test
    void writesItsIdAsTheServerWantsIt() {
        Session session = used(0);
        BasicOutputBuffer out = new BasicOutputBuffer();
        out.writeInt32(4 + 36 + 1);
        session.writeLsid(out);
        out.writeByte(0);

        BsonDocument command = new RawBsonDocument(out.toByteArray());

        assertEquals(new BsonDocument("lsid", session.lsid()), command);
        assertEquals(session.id(), command.getDocument("lsid").getBinary("id").asUuid());
        assertEquals(4, session.id().version());
    }

    @Test
    void neverLendsASessionToTwo() throws InterruptedException {
        Set<UUID> inUse = ConcurrentHashMap.newKeySet();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            callers.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 20_000; i++) {
                    // Time passes, so that pruning runs against pushes and pops.
                    long now = i * (MINUTE / 8);
                    Session session = used(now);
                    if (!inUse.add(session.id())) {
                        failures.add("lent twice: " + session.id());
                    }
                    inUse.remove(session.id());
                    session.end(now);
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }

        assertTrue(failures.isEmpty(), failures::toString);
        assertTrue(pool.close().get(0).size() <= 4);
    }

    private Session used(long nowNanos) {
        Session session = Session.implicit(pool);
        session.use(nowNanos, TIMEOUT);
        return session;
    }
}
