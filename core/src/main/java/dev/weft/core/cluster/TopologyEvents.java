package dev.weft.core.cluster;

import dev.weft.ServerAddress;
import dev.weft.event.TopologyEvent.ServerChanged;
import dev.weft.event.TopologyEvent.ServerClosed;
import dev.weft.event.TopologyEvent.ServerOpened;
import dev.weft.event.TopologyEvent.TopologyChanged;
import dev.weft.event.TopologyEvent.TopologyClosed;
import dev.weft.event.TopologyEvent.TopologyOpened;
import dev.weft.topology.Topology;

/** Tells what becomes of the topology. Called in its steps, so that the order is that of the steps; what nobody wants is not built. */
final class TopologyEvents {
    private final Engine engine;

    TopologyEvents(Engine engine) {
        this.engine = engine;
    }

    void opened() {
        if (engine.events().wants(TopologyOpened.class)) {
            engine.events().tell(new TopologyOpened(engine.clock().now(), engine.topologyId()));
        }
    }

    void changed(Topology before, Topology after) {
        if (engine.events().wants(TopologyChanged.class) && !before.saysTheSame(after)) {
            engine.events().tell(new TopologyChanged(engine.clock().now(), before, after, engine.topologyId()));
        }
    }

    void closed() {
        if (engine.events().wants(TopologyClosed.class)) {
            engine.events().tell(new TopologyClosed(engine.clock().now(), engine.topologyId()));
        }
    }

    void opened(ServerAddress server) {
        if (engine.events().wants(ServerOpened.class)) {
            engine.events().tell(new ServerOpened(engine.clock().now(), server, engine.topologyId()));
        }
    }

    void changed(Topology before, Topology after, ServerAddress server) {
        var was = before.servers().get(server);
        var is = after.servers().get(server);
        if (was != null && is != null && engine.events().wants(ServerChanged.class) && !was.saysTheSame(is)) {
            engine.events().tell(new ServerChanged(engine.clock().now(), was, is, engine.topologyId()));
        }
    }

    void closed(ServerAddress server) {
        if (engine.events().wants(ServerClosed.class)) {
            engine.events().tell(new ServerClosed(engine.clock().now(), server, engine.topologyId()));
        }
    }
}
