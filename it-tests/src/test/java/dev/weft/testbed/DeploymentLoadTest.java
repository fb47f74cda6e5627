package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.testing.WeftThreads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeploymentLoadTest {
    private static final int CLIENTS = 200;
    private static final int ROUNDS = 100;

    @Test
    void losesNoCommandOfTwoHundredClientsAndLeavesNoThread() throws Exception {
        var answered = new AtomicInteger();
        var set = Deployment.replicaSet("rs", 3).start();
        long before = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            threads.add(Thread.ofVirtual().name("load-" + i).start(() -> work(set.member(0), client, answered)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - before) / 1e9;
        assertEquals(CLIENTS * ROUNDS * 2, answered.get());
        assertEquals(CLIENTS * ROUNDS, set.member(0).commandCount("insert"));
        try (var client = new RawClient(set.member(0))) {
            assertEquals(
                    CLIENTS * ROUNDS,
                    client.call("{count: 'c', $db: 'a'}").getNumber("n").intValue());
        }
        System.out.printf(
                "testbed: %,d commands of %d clients in %.2f s, %,.0f a second%n",
                answered.get(), CLIENTS, seconds, answered.get() / seconds);
        set.close();
        assertTrue(WeftThreads.alive().isEmpty(), () -> "left: " + WeftThreads.alive());
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("testbed-"))
                .findAny()
                .ifPresent(thread -> {
                    throw new AssertionError("left: " + thread);
                });
    }

    private static void work(Member member, int client, AtomicInteger answered) {
        try (var raw = new RawClient(member)) {
            for (int i = 0; i < ROUNDS; i++) {
                int id = client * ROUNDS + i;
                var inserted = raw.call("{insert: 'c', documents: [{_id: " + id + ", x: 'some text'}], $db: 'a'}");
                assertTrue(inserted.isInt32("n"), inserted::toJson);
                var found = raw.call("{find: 'c', filter: {_id: " + id + "}, limit: 1, $db: 'a'}");
                assertEquals(
                        1, found.getDocument("cursor").getArray("firstBatch").size());
                answered.addAndGet(2);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
