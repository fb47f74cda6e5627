package dev.weft.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What figures were taken on: as much as is needed to judge them, and nothing that tells whose machine it was, so neither its name nor paths
 * on it.
 */
public final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    /** {@code group-artifact-1.2.3.jar} as a repository names it; a version begins with a digit. */
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[\\w.-]*?)\\.jar");

    private static final List<String> PEERS = List.of(
            "mongodb-driver-sync", "mongodb-driver-core", "bson", "bson-record-codec", "HdrHistogram", "jmh-core");

    private static final double GIGA = 1 << 30;

    private Machine() {}

    /** Processor, processors, memory and system. */
    public static Map<String, String> describe() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var said = new LinkedHashMap<String, String>();
        said.put("processor", processor());
        said.put("processors", Integer.toString(system.getAvailableProcessors()));
        said.put("memory", Math.round(system.getTotalMemorySize() / GIGA) + " GiB");
        said.put("system", system.getName() + " " + system.getVersion() + " " + system.getArch());
        return Collections.unmodifiableMap(said);
    }

    /** The virtual machine, its flags, and the peers on the class path, by their jars. */
    public static Map<String, String> versions() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        var said = new LinkedHashMap<String, String>();
        said.put("Java", runtime.getVmName() + " " + Runtime.version());
        said.put("flags", flags(runtime.getInputArguments()));
        said.putAll(jars(System.getProperty("java.class.path", "")));
        return Collections.unmodifiableMap(said);
    }

    /** Only flags of the virtual machine: system properties may hold paths and secrets. */
    static String flags(List<String> arguments) {
        var flags = arguments.stream()
                .filter(argument -> argument.startsWith("-X") && !argument.contains("/"))
                .toList();
        return flags.isEmpty() ? "none" : String.join(" ", flags);
    }

    static Map<String, String> jars(String classPath) {
        var found = new TreeMap<String, String>();
        for (var entry : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
            var jar = JAR.matcher(entry.substring(entry.lastIndexOf('/') + 1));
            if (jar.matches() && PEERS.contains(jar.group(1))) {
                found.put(jar.group(1), jar.group(2));
            }
        }
        return found;
    }

    private static String processor() {
        if (!Files.exists(PROCESSORS)) {
            return "unknown";
        }
        try (var lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
