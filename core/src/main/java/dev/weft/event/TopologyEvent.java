package dev.weft.event;

import dev.weft.ServerAddress;
import dev.weft.error.MongoException;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;

/** What a client learns of its deployment. Events of one client never overlap and are in order. */
public sealed interface TopologyEvent extends MongoEvent {
    /** {@return identifies the client's view, the same for all its events} */
    ObjectId topologyId();

    /**
     * A client starts to watch.
     *
     * @param at when
     * @param topologyId whose view
     */
    record TopologyOpened(Instant at, ObjectId topologyId) implements TopologyEvent {}

    /**
     * Something is known that was not known before.
     *
     * @param at when
     * @param before what was known
     * @param after what is known now
     * @param topologyId whose view
     */
    record TopologyChanged(Instant at, Topology before, Topology after, ObjectId topologyId) implements TopologyEvent {}

    /**
     * A client watches no more; the last event of its view.
     *
     * @param at when
     * @param topologyId whose view
     */
    record TopologyClosed(Instant at, ObjectId topologyId) implements TopologyEvent {}

    /**
     * A server is part of the deployment.
     *
     * @param at when
     * @param server which
     * @param topologyId whose view
     */
    record ServerOpened(Instant at, ServerAddress server, ObjectId topologyId) implements TopologyEvent {}

    /**
     * Something is known of a server that was not known before.
     *
     * @param at when
     * @param before what was known
     * @param after what is known now
     * @param topologyId whose view
     */
    record ServerChanged(Instant at, ServerDescription before, ServerDescription after, ObjectId topologyId)
            implements TopologyEvent {}

    /**
     * A server is no part of the deployment any more.
     *
     * @param at when
     * @param server which
     * @param topologyId whose view
     */
    record ServerClosed(Instant at, ServerAddress server, ObjectId topologyId) implements TopologyEvent {}

    /**
     * A server is about to be asked how it is.
     *
     * @param at when
     * @param server which
     * @param awaited whether the server answers only when something changes
     * @param topologyId whose view
     */
    record HeartbeatStarted(Instant at, ServerAddress server, boolean awaited, ObjectId topologyId)
            implements TopologyEvent {}

    /**
     * A server answered.
     *
     * @param at when
     * @param server which
     * @param awaited whether the server waited for a change; then {@code took} is no round trip
     * @param took how long
     * @param reply the answer
     * @param topologyId whose view
     */
    record HeartbeatSucceeded(
            Instant at,
            ServerAddress server,
            boolean awaited,
            Duration took,
            RawBsonDocument reply,
            ObjectId topologyId)
            implements TopologyEvent {}

    /**
     * A server did not answer, or answered with a failure.
     *
     * @param at when
     * @param server which
     * @param awaited whether the server was to wait for a change
     * @param took how long
     * @param failure why
     * @param topologyId whose view
     */
    record HeartbeatFailed(
            Instant at,
            ServerAddress server,
            boolean awaited,
            Duration took,
            MongoException failure,
            ObjectId topologyId)
            implements TopologyEvent {}
}
