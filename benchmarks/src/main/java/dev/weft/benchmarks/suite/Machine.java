package dev.weft.benchmarks.suite;

import com.sun.management.OperatingSystemMXBean;
import dev.weft.benchmarks.rounds.Child;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run was taken on. */
final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final long GIB = 1L << 30;

    private Machine() {}

    static Map<String, String> describe() throws IOException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var machine = new LinkedHashMap<String, String>();
        machine.put("processor", processor());
        machine.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        machine.put("memory", Math.round((double) system.getTotalMemorySize() / GIB) + " GiB");
        machine.put("system", system.getName() + " " + system.getVersion() + " " + system.getArch());
        return machine;
    }

    static Map<String, String> java() {
        return Map.of(
                "java",
                Runtime.version() + ", " + System.getProperty("java.vm.name"),
                "flags",
                String.join(" ", Child.HEAP));
    }

    private static String processor() throws IOException {
        if (!Files.exists(CPU_INFO)) {
            return "unknown";
        }
        try (var lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
