package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import dev.weft.core.cluster.Until;
import dev.weft.protocol.testing.WeftThreads;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeploymentLoadTest {
    private static final int CLIENTS = 200;
    private static final int ROUNDS = Integer.getInteger("weft.load.rounds", 100);
    private static final LoadClient.Template INSERT =
            new LoadClient.Template("{insert: 'c', documents: [{_id: #, x: 'some text'}], $db: 'a'}");
    private static final LoadClient.Template FIND =
            new LoadClient.Template("{find: 'c', filter: {_id: #}, limit: 1, $db: 'a'}");

    @Test
    void losesNoCommandOfTwoHundredClientsAndLeavesNoThread() throws Exception {
        var answered = new AtomicInteger();
        // The servers that other tests share have threads too, and stay.
        Map<Long, String> before = WeftThreads.named("");
        var set = Deployment.replicaSet("rs", 3).virtualThreads().start();
        // The first round is for the compiler, the second is the one to look at.
        round(set.member(0), 0, answered);
        String measured = round(set.member(0), 1, answered);
        int commands = CLIENTS * ROUNDS * 4;
        assertEquals(commands, answered.get());
        assertEquals(commands / 2, set.member(0).commandCount("insert"));
        try (var client = new RawClient(set.member(0))) {
            assertEquals(
                    commands / 2,
                    client.call("{count: 'c', $db: 'a'}").getNumber("n").intValue());
        }
        System.out.println(measured);
        set.close();
        // A thread whose work is done, and that nobody waits for any more, may still need a moment to end.
        long giveUp = System.nanoTime() + 5_000_000_000L;
        Until.holds(() -> left(before).isEmpty() || System.nanoTime() - giveUp > 0);
        assertEquals(Map.of(), left(before));
    }

    /** The threads of deployments and clients, virtual ones too, that were not there before. */
    private static Map<Long, String> left(Map<Long, String> before) {
        Map<Long, String> left = WeftThreads.named("testbed-");
        left.putAll(WeftThreads.alive());
        left.keySet().removeAll(before.keySet());
        return left;
    }

    private static String round(Member member, int number, AtomicInteger answered) throws InterruptedException {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = machine.getProcessCpuTime();
        long before = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int first = (number * CLIENTS + i) * ROUNDS;
            threads.add(Thread.ofVirtual().name("load-" + i).start(() -> work(member, first, answered)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - before) / 1e9;
        double cpuMicros = (machine.getProcessCpuTime() - cpu) / 1e3;
        int commands = CLIENTS * ROUNDS * 2;
        return String.format(
                "testbed: %,d commands of %d clients in %.2f s, %,.0f a second, %.0f us of processor time each, client included",
                commands, CLIENTS, seconds, commands / seconds, cpuMicros / commands);
    }

    private static void work(Member member, int first, AtomicInteger answered) {
        try (var client = new LoadClient(member)) {
            LoadClient.Template insert = INSERT.copy();
            LoadClient.Template find = FIND.copy();
            for (int i = 0; i < ROUNDS; i++) {
                client.call(insert, first + i);
                int length = client.call(find, first + i);
                // The document takes 30 bytes; without it the reply would be shorter.
                assertTrue(length > 200, () -> length + " bytes without the document");
                answered.addAndGet(2);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
