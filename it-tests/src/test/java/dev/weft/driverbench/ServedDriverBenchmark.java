package dev.weft.driverbench;

import dev.weft.benchmarks.driverbench.DriverBenchmark;
import dev.weft.testbed.ServerKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Starts a server that this project brings, and runs the driver benchmark against it: {@code embedded} is a test double, {@code engine} is
 * MongoDB's own, {@code external} is whatever {@code -Dweft.uri} or {@code WEFT_URI} names.
 */
public final class ServedDriverBenchmark {
    private ServedDriverBenchmark() {}

    /** Arguments: the kind of server, and then those of the benchmark. */
    public static void main(String[] args) throws IOException {
        var kind = ServerKind.valueOf(args[0].toUpperCase(Locale.ROOT));
        try (var server = kind.start()) {
            var arguments = new ArrayList<>(List.of(args).subList(1, args.length));
            if (kind == ServerKind.EMBEDDED
                    && arguments.stream().noneMatch(argument -> argument.startsWith("documents="))) {
                // It finds by reading all there is, so the specification's 10,000 finds among 10,000 documents would
                // take minutes.
                arguments.add("documents=500");
            }
            arguments.add("uri=" + server.uri());
            arguments.add("server=" + kind);
            DriverBenchmark.main(arguments.toArray(String[]::new));
        }
    }
}
