package dev.weft.benchmarks.peer;

import dev.weft.benchmarks.rounds.Child;
import dev.weft.benchmarks.rounds.Peer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who can be measured, by name, and how each is started. A peer whose toolchain is missing is skipped, and the reason kept.
 *
 * <ul>
 *   <li>{@code floor}: bare channels
 *   <li>{@code weft}, {@code sync}: on virtual threads; with {@code -platform}: on platform threads; with {@code -loaded}: each call with a
 *       deadline, and a listener to all commands
 *   <li>{@code reactive}: no threads of callers; on a class path of its own
 *   <li>{@code go}, {@code motor}, {@code pymongo}: programs of their own, made when they are needed first
 * </ul>
 */
public final class Roster {
    /** How names of peers end that call from platform threads. */
    public static final String PLATFORM = "-platform";

    private final Toolchains toolchains;
    private final Path reactiveJars;
    private final Map<String, String> skipped = new TreeMap<>();
    private final Map<String, String> versions = new TreeMap<>();

    /** Looks for toolchains and jars below the project's folder of benchmarks. */
    public Roster(Path benchmarks) {
        this(benchmarks, Toolchains.standard(benchmarks));
    }

    Roster(Path benchmarks, Toolchains toolchains) {
        this.toolchains = toolchains;
        this.reactiveJars = benchmarks.resolve("target/peers/reactive");
    }

    /**
     * Starts peers.
     *
     * @param names in the order of the rounds
     * @param uri of the deployment, without a pool size
     * @param poolSize of each
     * @return those that could be started; the caller closes them
     */
    public List<Peer> start(List<String> names, String uri, int poolSize) throws IOException {
        var peers = new ArrayList<Peer>();
        for (var name : names) {
            if (skipped.containsKey(name)) {
                continue;
            }
            try {
                var peer = Peer.ready(name, start(name, uri, poolSize));
                versions.put(name, peer.version());
                peers.add(peer);
            } catch (MissingToolchainException missing) {
                skipped.put(name, missing.getMessage());
                System.out.println("skipped: " + name + ": " + missing.getMessage());
            } catch (IOException | RuntimeException e) {
                peers.forEach(Peer::close);
                throw e;
            }
        }
        return peers;
    }

    private Child start(String name, String uri, int poolSize) throws IOException {
        var pool = Integer.toString(poolSize);
        return switch (name) {
            case "reactive" -> Child.start(Child.HEAP, reactivePath(), SubjectProcess.class, name, uri, pool);
            case "go" -> external(toolchains.go(), name, uri, poolSize);
            case "motor", "pymongo" -> external(toolchains.python(), name, uri, poolSize);
            default -> Child.start(SubjectProcess.class, name, uri, pool);
        };
    }

    private static Child external(List<String> command, String name, String uri, int poolSize) throws IOException {
        var all = new ArrayList<>(command);
        all.addAll(List.of(name, Uris.with(uri, "maxPoolSize=" + poolSize)));
        return Child.run(all);
    }

    /** Its core may be of another version than the sync driver's, so its jars come before all others. */
    private String reactivePath() throws IOException {
        if (!Files.isDirectory(reactiveJars)) {
            throw new MissingToolchainException("the build has not copied its jars to " + reactiveJars.getFileName());
        }
        try (var jars = Files.list(reactiveJars)) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** Who was skipped until now, and why. */
    public Map<String, String> skipped() {
        return Map.copyOf(skipped);
    }

    /** What those that were started say they are. */
    public Map<String, String> versions() {
        return Map.copyOf(versions);
    }
}
