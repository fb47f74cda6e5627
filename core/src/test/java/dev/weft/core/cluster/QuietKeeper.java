package dev.weft.core.cluster;

import dev.weft.core.connection.ClientMetadata;
import dev.weft.core.connection.ConnectionOpener;
import dev.weft.core.connection.Surroundings;
import dev.weft.core.scope.Scope;
import dev.weft.core.session.ClusterClock;
import dev.weft.core.time.NanoClock;
import dev.weft.event.EventSink;
import dev.weft.protocol.transport.IoLoop;
import dev.weft.protocol.transport.Resolver;
import dev.weft.settings.ClientSettings;
import org.bson.types.ObjectId;

/**
 * The real keeper of a topology and its servers without anything that runs for them: the scope in which their threads would live is over,
 * so the keeper hears what a test tells it and nothing else. Events are delivered on the test's thread, by {@link #deliver}.
 */
final class QuietKeeper implements AutoCloseable {
    final Engine engine;
    final TopologyKeeper keeper;
    private final IoLoop loop = IoLoop.acquire();

    QuietKeeper(ClientSettings settings) {
        var clock = NanoClock.system();
        var scope = Scope.longLived("quiet");
        scope.close();
        var metadata = new ClientMetadata("", Surroundings.here());
        var sink = EventSink.of(settings.listeners());
        engine = new Engine(
                settings,
                clock,
                Engine.parking(loop),
                Engine.alarms(loop),
                scope,
                new ConnectionOpener(
                        settings,
                        metadata,
                        new ConnectionOpener.Services(loop, Resolver.system(), clock, EventSink.NONE)),
                new ClusterLoop(sink),
                new ClusterClock(),
                false,
                new ObjectId());
        keeper = new TopologyKeeper(engine);
    }

    /** Delivers what was told so far; nothing may be told afterwards. */
    void deliver() {
        engine.events().end();
        engine.events().run();
    }

    @Override
    public void close() {
        loop.release();
    }
}
