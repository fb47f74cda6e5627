package dev.weft.testbed.junit;

import dev.weft.testbed.Capability;
import dev.weft.testbed.ExternalServer;
import dev.weft.testbed.ServerKind;
import dev.weft.testbed.ServerUnavailableException;
import dev.weft.testbed.TestServer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The servers of one run of the tests: each kind is tried once, and what runs is closed when all tests are done. */
final class Servers implements AutoCloseable {
    private static final Namespace NAMESPACE = Namespace.create(Servers.class);

    private final Set<ServerKind> allowed;
    private final Function<ServerKind, TestServer> starter;
    private final Map<ServerKind, Attempt> attempts = new EnumMap<>(ServerKind.class);
    private @Nullable Set<Capability> external;

    /**
     * What a test asks for.
     *
     * @param kinds the kinds that will do, the best first; all if there are none
     * @param needs what the server must be able to do
     */
    record Wanted(List<ServerKind> kinds, List<Capability> needs) {
        private List<ServerKind> preferred() {
            return kinds.isEmpty() ? List.of(ServerKind.values()) : kinds;
        }

        @Override
        public String toString() {
            return "server" + (kinds.isEmpty() ? "" : " of " + kinds) + (needs.isEmpty() ? "" : " that has " + needs);
        }
    }

    /** What came of starting a server. */
    sealed interface Attempt {}

    record Running(TestServer server) implements Attempt {}

    /** It cannot run on this machine: no failure, but {@code why} names the kind and what is missing. */
    record Missing(String why) implements Attempt {}

    /** It should run and does not: every test that would use it fails, without another try. */
    private record Broken(RuntimeException cause) implements Attempt {}

    Servers(Set<ServerKind> allowed, Function<ServerKind, TestServer> starter) {
        this.allowed = allowed;
        this.starter = starter;
    }

    /** The servers of the run that a test belongs to. */
    static Servers of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Servers.class, unused -> new Servers(allowed(), ServerKind::start), Servers.class);
    }

    /** Makes these the servers of the run that a test belongs to. */
    void become(ExtensionContext context) {
        context.getRoot().getStore(NAMESPACE).put(Servers.class, this);
    }

    /**
     * The kinds that a run may use: an external one if one is named, and what {@code -Dweft.servers} lists (such as
     * {@code embedded,engine}; all if it is not given).
     */
    private static Set<ServerKind> allowed() {
        Set<ServerKind> kinds = EnumSet.noneOf(ServerKind.class);
        String listed = System.getProperty("weft.servers");
        if (listed == null) {
            kinds.addAll(EnumSet.complementOf(EnumSet.of(ServerKind.EXTERNAL)));
        } else {
            for (String name : listed.split(",", -1)) {
                kinds.add(
                        ServerKind.valueOf(name.strip().toUpperCase(Locale.ROOT).replace('-', '_')));
            }
        }
        if (ExternalServer.named().isPresent()) {
            kinds.add(ServerKind.EXTERNAL);
        }
        return kinds;
    }

    /** The kinds of this run that can do what is wanted, in the order in which they are wanted; none is started by this. */
    List<ServerKind> able(Wanted wanted) {
        return wanted.preferred().stream()
                .filter(allowed::contains)
                .filter(kind -> capabilities(kind).containsAll(wanted.needs()))
                .toList();
    }

    /** The first server that can do what is wanted and runs; if there is none, why not. */
    Attempt best(Wanted wanted) {
        var missing = new ArrayList<String>();
        for (ServerKind kind : able(wanted)) {
            if (!(get(kind) instanceof Missing absent)) {
                return get(kind);
            }
            missing.add(absent.why());
        }
        return new Missing(
                noneOf(wanted) + missing.stream().map(why -> "; " + why).collect(Collectors.joining()));
    }

    String noneOf(Wanted wanted) {
        return "no " + wanted + " is at hand; this run may use " + allowed + " (-Dweft.servers, WEFT_URI)";
    }

    /**
     * The server of this kind, started if it has not been.
     *
     * @throws IllegalStateException if it should run and does not
     */
    synchronized Attempt get(ServerKind kind) {
        Attempt attempt = attempts.computeIfAbsent(kind, this::start);
        if (attempt instanceof Broken broken) {
            throw new IllegalStateException("the server " + kind + " did not start", broken.cause);
        }
        return attempt;
    }

    /** The server that came of it, for who has made sure that one did. */
    static TestServer server(Attempt attempt) {
        return switch (attempt) {
            case Running running -> running.server();
            case Missing missing -> throw new IllegalStateException(missing.why());
            case Broken broken -> throw broken.cause;
        };
    }

    private Attempt start(ServerKind kind) {
        try {
            return new Running(starter.apply(kind));
        } catch (ServerUnavailableException e) {
            return new Missing("skipped on " + kind + ": " + e.getMessage());
        } catch (RuntimeException e) {
            return new Broken(e);
        }
    }

    private synchronized Set<Capability> capabilities(ServerKind kind) {
        if (kind != ServerKind.EXTERNAL) {
            return kind.capabilities();
        }
        Set<Capability> known = external;
        if (known == null) {
            known = ExternalAbilities.of(server(get(kind)).uri());
            external = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        for (Attempt attempt : attempts.values()) {
            if (attempt instanceof Running running) {
                running.server().close();
            }
        }
    }
}
