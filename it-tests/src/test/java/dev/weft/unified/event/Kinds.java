package dev.weft.unified.event;

import dev.weft.event.CommandEvent;
import dev.weft.event.MongoEvent;
import dev.weft.event.PoolEvent;
import dev.weft.event.TopologyEvent;
import dev.weft.unified.file.EventKind;

/** Which of the format's events an event of the driver is. */
final class Kinds {
    private Kinds() {}

    /** The format has no word for servers that join or leave. */
    static boolean known(MongoEvent event) {
        return !(event instanceof TopologyEvent.ServerOpened || event instanceof TopologyEvent.ServerClosed);
    }

    static EventKind of(MongoEvent event) {
        return switch (event) {
            case CommandEvent.Started started -> EventKind.COMMAND_STARTED;
            case CommandEvent.Succeeded succeeded -> EventKind.COMMAND_SUCCEEDED;
            case CommandEvent.Failed failed -> EventKind.COMMAND_FAILED;
            case PoolEvent.PoolCreated created -> EventKind.POOL_CREATED;
            case PoolEvent.PoolReady ready -> EventKind.POOL_READY;
            case PoolEvent.PoolCleared cleared -> EventKind.POOL_CLEARED;
            case PoolEvent.PoolClosed closed -> EventKind.POOL_CLOSED;
            case PoolEvent.ConnectionCreated created -> EventKind.CONNECTION_CREATED;
            case PoolEvent.ConnectionReady ready -> EventKind.CONNECTION_READY;
            case PoolEvent.ConnectionClosed closed -> EventKind.CONNECTION_CLOSED;
            case PoolEvent.CheckOutStarted started -> EventKind.CHECK_OUT_STARTED;
            case PoolEvent.CheckOutFailed failed -> EventKind.CHECK_OUT_FAILED;
            case PoolEvent.CheckedOut out -> EventKind.CHECKED_OUT;
            case PoolEvent.CheckedIn in -> EventKind.CHECKED_IN;
            case TopologyEvent.ServerChanged changed -> EventKind.SERVER_CHANGED;
            case TopologyEvent.HeartbeatStarted started -> EventKind.HEARTBEAT_STARTED;
            case TopologyEvent.HeartbeatSucceeded succeeded -> EventKind.HEARTBEAT_SUCCEEDED;
            case TopologyEvent.HeartbeatFailed failed -> EventKind.HEARTBEAT_FAILED;
            case TopologyEvent.TopologyChanged changed -> EventKind.TOPOLOGY_CHANGED;
            case TopologyEvent.TopologyOpened opened -> EventKind.TOPOLOGY_OPENING;
            case TopologyEvent.TopologyClosed closed -> EventKind.TOPOLOGY_CLOSED;
            case TopologyEvent.ServerOpened opened -> throw unknown(opened);
            case TopologyEvent.ServerClosed closed -> throw unknown(closed);
        };
    }

    private static IllegalArgumentException unknown(MongoEvent event) {
        return new IllegalArgumentException("the format does not know " + event);
    }
}
