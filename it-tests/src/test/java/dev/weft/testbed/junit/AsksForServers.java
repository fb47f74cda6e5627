package dev.weft.testbed.junit;

import dev.weft.testbed.Capability;
import dev.weft.testbed.EmbeddedServer;
import dev.weft.testbed.ServerKind;
import dev.weft.testbed.ServerUnavailableException;
import dev.weft.testbed.TestServer;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Run by {@link SkippedServersTest} only: of its servers one runs, one cannot run here, and one is broken. */
@ExtendWith(AsksForServers.OfThisMachine.class)
class AsksForServers {
    static final AtomicInteger STARTS = new AtomicInteger();

    static final class OfThisMachine implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            var allowed = EnumSet.of(ServerKind.EMBEDDED, ServerKind.ENGINE, ServerKind.FERRET);
            new Servers(allowed, OfThisMachine::start).become(context);
        }

        private static TestServer start(ServerKind kind) {
            STARTS.incrementAndGet();
            return switch (kind) {
                case EMBEDDED -> EmbeddedServer.start();
                case ENGINE -> throw new ServerUnavailableException("start-engine: needs npm");
                default -> throw new IllegalStateException("start-ferret: ended with status 70");
            };
        }
    }

    @EachServer({ServerKind.EMBEDDED, ServerKind.ENGINE})
    void runsOnWhatIsThere(TestServer server) {
        server.uri();
    }

    @EachServer(needs = {Capability.OBSERVABLE, Capability.AUTHENTICATION})
    void asksForMoreThanAnyServerHas(TestServer server) {
        server.uri();
    }

    @EachServer(ServerKind.FERRET)
    void asksForABrokenServer(TestServer server) {
        server.uri();
    }

    @EachServer(ServerKind.FERRET)
    void asksForABrokenServerAgain(TestServer server) {
        server.uri();
    }

    @Test
    @OnServer(needs = Capability.REAL_SEMANTICS)
    void asksForTheEngineOnly(TestServer server) {
        server.uri();
    }

    @Test
    @OnServer({ServerKind.ENGINE, ServerKind.EMBEDDED})
    void takesTheSecondBest(TestServer server) {
        server.uri();
    }
}
