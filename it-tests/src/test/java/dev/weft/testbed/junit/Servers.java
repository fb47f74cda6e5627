package dev.weft.testbed.junit;

import dev.weft.testbed.Capability;
import dev.weft.testbed.ExternalServer;
import dev.weft.testbed.ServerKind;
import dev.weft.testbed.ServerUnavailableException;
import dev.weft.testbed.TestServer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.opentest4j.TestAbortedException;

/** The servers of this JVM: each kind is tried once, and what runs is closed when all tests are done. */
final class Servers {
    private static final Namespace NAMESPACE = Namespace.create(Servers.class);
    private static final List<ServerKind> ALL = List.of(ServerKind.values());

    private Servers() {}

    /**
     * The kinds that a run may use: an external one if one is named, and what {@code -Dweft.servers} lists (such as
     * {@code embedded,engine}; all if it is not given).
     */
    static Stream<ServerKind> allowed(Capability[] needs) {
        String listed = System.getProperty("weft.servers", "embedded,engine,ferret");
        List<String> names = Arrays.asList(listed.toLowerCase(Locale.ROOT).split(","));
        return ALL.stream()
                .filter(kind -> kind == ServerKind.EXTERNAL
                        ? ExternalServer.named().isPresent()
                        : names.contains(kind.toString()))
                .filter(kind -> kind.capabilities().containsAll(List.of(needs)));
    }

    /** The server of this kind; the test is skipped if it cannot be had. */
    static TestServer get(ExtensionContext context, ServerKind kind) {
        Started started = started(context, kind);
        if (started.server == null) {
            throw new TestAbortedException("skipped on " + kind + ": " + started.missing);
        }
        return started.server;
    }

    static Started started(ExtensionContext context, ServerKind kind) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(kind, Started::new, Started.class);
    }

    /** A server that runs, or why it does not. */
    static final class Started implements AutoCloseable {
        final @Nullable TestServer server;
        final String missing;

        Started(ServerKind kind) {
            @Nullable TestServer running = null;
            String why = "";
            try {
                running = kind.start();
            } catch (ServerUnavailableException e) {
                why = e.getMessage();
            }
            server = running;
            missing = why;
        }

        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }
}
