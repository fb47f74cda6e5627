package dev.weft.core.cluster;

import dev.weft.core.connection.ClientMetadata;
import dev.weft.core.connection.ConnectionOpener;
import dev.weft.core.connection.Surroundings;
import dev.weft.core.scope.Scope;
import dev.weft.core.session.ClusterClock;
import dev.weft.core.time.NanoClock;
import dev.weft.core.time.Parking;
import dev.weft.event.EventSink;
import dev.weft.protocol.transport.IoLoop;
import dev.weft.protocol.transport.Resolver;
import dev.weft.settings.ClientSettings;
import dev.weft.settings.MonitoringMode;

/** What a cluster's parts share, as a cluster makes it, for tests that put some of the parts together by themselves. */
final class TestEngine {
    private TestEngine() {}

    static Engine of(ClientSettings settings, Scope scope, IoLoop loop) {
        return of(settings, scope, loop, Engine.parking(loop));
    }

    static Engine of(ClientSettings settings, Scope scope, IoLoop loop, Parking parking) {
        return of(settings, scope, loop, parking, NanoClock.system(), Resolver.system());
    }

    static Engine of(ClientSettings settings, Scope scope, IoLoop loop, NanoClock clock, Resolver names) {
        return of(settings, scope, loop, Engine.parking(loop), clock, names);
    }

    private static Engine of(
            ClientSettings settings, Scope scope, IoLoop loop, Parking parking, NanoClock clock, Resolver names) {
        var metadata = new ClientMetadata(settings.appName().orElse(""), Surroundings.here());
        var sink = EventSink.of(settings.listeners());
        return new Engine(
                settings,
                clock,
                parking,
                Engine.alarms(loop),
                scope,
                new ConnectionOpener(settings, metadata, new ConnectionOpener.Services(loop, names, clock, sink)),
                new ClusterLoop(sink),
                new ClusterClock(),
                settings.servers().monitoringMode() == MonitoringMode.STREAM,
                new TopologyId());
    }
}
