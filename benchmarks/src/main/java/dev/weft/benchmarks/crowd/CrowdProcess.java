package dev.weft.benchmarks.crowd;

import com.sun.management.OperatingSystemMXBean;
import dev.weft.client.MongoClient;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** The process of the clients: settles when it is told to, says so, and rests as long as each further line on its standard input says. */
public final class CrowdProcess {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final long BETWEEN_LOOKS_NANOS = 1_000_000;

    private CrowdProcess() {}

    /** Arguments: the members, how many clients there are. */
    public static void main(String[] args) throws Exception {
        var clients = new ArrayList<MongoClient>();
        // Classes are loaded by a client of its own.
        try (var first = open(args[0])) {
            awaitWhole(first);
        }
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        orders.readLine();
        var cpu = SYSTEM.getProcessCpuTime();
        var begun = System.nanoTime();
        try {
            for (int i = 0; i < Integer.parseInt(args[1]); i++) {
                clients.add(open(args[0]));
            }
            clients.forEach(CrowdProcess::awaitWhole);
            System.out.printf(
                    Locale.ROOT,
                    "settled after %.2f s, CPU %.2f s; I/O threads %d, platform threads in all %d; heap used %d MB%n",
                    (System.nanoTime() - begun) / 1e9,
                    (SYSTEM.getProcessCpuTime() - cpu) / 1e9,
                    threads("weft-io"),
                    Thread.getAllStackTraces().size(),
                    heapMegabytes());
            rest(orders);
        } finally {
            clients.forEach(MongoClient::close);
        }
    }

    private static void rest(BufferedReader orders) throws Exception {
        for (var order = orders.readLine(); order != null; order = orders.readLine()) {
            var seconds = Integer.parseInt(order);
            var cpu = SYSTEM.getProcessCpuTime();
            var end = System.nanoTime() + seconds * 1_000_000_000L;
            for (var left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            System.out.printf(
                    Locale.ROOT,
                    "at rest: %.1f %% of one processor%n",
                    (SYSTEM.getProcessCpuTime() - cpu) / 1e7 / seconds);
        }
    }

    private static MongoClient open(String hosts) {
        return MongoClient.connect("mongodb://" + hosts + "/?replicaSet=rs");
    }

    private static void awaitWhole(MongoClient client) {
        var until = System.nanoTime() + PATIENCE_NANOS;
        while (!isWhole(client.topology())) {
            if (System.nanoTime() - until > 0) {
                System.err.println("did not settle: " + client.topology().picture());
                Runtime.getRuntime().halt(1);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private static boolean isWhole(Topology topology) {
        return topology.primary().isPresent()
                && topology.of(ServerType.RS_SECONDARY).size()
                        == topology.servers().size() - 1;
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .count();
    }

    private static long heapMegabytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1_000_000;
    }
}
