package dev.weft.benchmarks.driverbench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process of one driver. It takes a line per order on its standard input and answers each with one: {@code setup TASK} with {@code ready}
 * or {@code absent}; {@code run} with the nanoseconds, CPU nanoseconds and bytes allocated of one iteration; {@code end} with {@code ended}. What
 * fails is answered with {@code failed} and why, and ends the task.
 */
public final class DriverProcess {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Works works;
    private Optional<Work> current = Optional.empty();
    private boolean checked;

    private DriverProcess(Works works) {
        this.works = works;
    }

    /** Arguments: the driver, the server, the folder of the data, and the four numbers of the scale. */
    public static void main(String[] args) throws Exception {
        var scale = new Task.Scale(
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]),
                Integer.parseInt(args[5]),
                Integer.parseInt(args[6]));
        var scratch = Files.createTempDirectory("driverbench");
        try (var driver = Driver.open(args[0], args[1])) {
            var process = new DriverProcess(new Works(driver, new DataSet(Path.of(args[2])), scale, scratch));
            var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (var order = orders.readLine(); order != null; order = orders.readLine()) {
                System.out.println(process.answer(order));
            }
        } finally {
            Files.delete(scratch);
        }
    }

    private String answer(String order) {
        try {
            if (order.startsWith("setup ")) {
                return setUp(Task.valueOf(order.substring("setup ".length())));
            }
            return order.equals("run") ? run() : end();
        } catch (Exception failure) {
            failure.printStackTrace();
            return "failed " + String.valueOf(failure).replaceAll("\\s+", " ");
        }
    }

    private String setUp(Task task) throws Exception {
        checked = false;
        current = Optional.empty();
        current = works.open(task);
        return current.isPresent() ? "ready" : "absent";
    }

    private String run() throws Exception {
        var work = current.orElseThrow();
        work.before();
        long cpu = SYSTEM.getProcessCpuTime();
        long allocated = THREADS.getTotalThreadAllocatedBytes();
        long start = System.nanoTime();
        work.run();
        long took = System.nanoTime() - start;
        allocated = THREADS.getTotalThreadAllocatedBytes() - allocated;
        cpu = SYSTEM.getProcessCpuTime() - cpu;
        if (!checked) {
            work.check();
            checked = true;
        }
        return took + " " + cpu + " " + allocated;
    }

    private String end() throws Exception {
        var ending = current;
        current = Optional.empty();
        if (ending.isPresent()) {
            ending.get().close();
        }
        return "ended";
    }
}
