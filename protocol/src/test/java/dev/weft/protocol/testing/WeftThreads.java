package dev.weft.protocol.testing;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The driver's own threads that are alive now, virtual ones included.
 *
 * <p>Virtual threads are in no list that Java code may read, so this asks for a thread dump and reads the names in it. The dump
 * knows them all only with {@code -Djdk.trackAllThreads=true}, which the parent POM gives to every test run.
 */
public final class WeftThreads {
    private static final Pattern THREAD = Pattern.compile("#(\\d+) \"([^\"]*)\"");

    private WeftThreads() {}

    /** The threads whose name starts with {@code weft-}, name by id. */
    public static Map<Long, String> alive() {
        return named("weft-");
    }

    /** All threads whose name starts so, whoever started them, name by id. */
    public static Map<Long, String> named(String prefix) {
        try {
            Path folder = Files.createTempDirectory("weft-threads");
            Path dump = folder.resolve("dump.txt");
            try {
                var bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
                bean.dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
                return read(Files.readString(dump), prefix);
            } finally {
                Files.deleteIfExists(dump);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no thread dump, so leaks can't be seen", e);
        }
    }

    private static Map<Long, String> read(String dump, String prefix) {
        Map<Long, String> alive = new TreeMap<>();
        dump.lines()
                .map(THREAD::matcher)
                .filter(line -> line.lookingAt() && line.group(2).startsWith(prefix))
                .forEach(line -> alive.put(Long.valueOf(line.group(1)), line.group(2)));
        return alive;
    }
}
