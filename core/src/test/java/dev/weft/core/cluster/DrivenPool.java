package dev.weft.core.cluster;

import dev.weft.core.scope.Scope;
import dev.weft.core.time.Deadline;
import dev.weft.error.MongoException;
import dev.weft.pool.Purpose;
import dev.weft.protocol.transport.IoLoop;
import dev.weft.settings.ClientSettings;
import java.io.IOException;

/**
 * The real pool of a client's one server, real connections in it, driven by hand: a test says when it is ready, cleared and closed. Its
 * monitor is made to rest by a server that refuses at first; the settings say for how long.
 */
public final class DrivenPool implements AutoCloseable {
    private final IoLoop loop = IoLoop.acquire();
    private final Scope scope = Scope.longLived("driven");
    private final Scope deliveries = Scope.longLived("driven-events");
    private final Engine engine;
    private final TopologyKeeper keeper;
    private final Server server;

    /** Begins to watch the one host of the settings. */
    public DrivenPool(ClientSettings settings) {
        engine = TestEngine.of(settings, scope, loop);
        keeper = new TopologyKeeper(engine);
        deliveries.fork("events", engine.events()::run);
        keeper.open();
        server = keeper.view().servers().get(settings.hosts().getFirst());
    }

    /** Waits until the monitor has found nobody, which counts as a clear, and rests. */
    public void awaitRest() {
        Until.holds(() -> server.generation() > 0);
    }

    public void ready() {
        server.pool().ready();
        maintain();
    }

    /** One run of what a pool does beside its callers. */
    public void maintain() {
        server.pool().maintain();
    }

    public void clear(boolean interruptInUse) {
        server.pool().clear(new IOException("cleared by the test"), interruptInUse);
    }

    public void closePool() {
        server.pool().close();
    }

    /**
     * Takes a connection as a call without a deadline does.
     *
     * @throws MongoException why there is none
     */
    public Checkout checkOut() {
        return server.checkOut(Purpose.OTHER, Deadline.none(engine.clock()));
    }

    @Override
    public void close() {
        var stopped = keeper.stop();
        stopped.watches().forEach(Watch::stop);
        scope.close();
        keeper.close(stopped.last().topology());
        engine.events().end();
        engine.events().awaitEnd();
        deliveries.close();
        loop.release();
    }
}
