package dev.weft.event;

import java.time.Instant;

/** Something that happened inside a client. Events are values; what is not listened to is not built. */
public sealed interface MongoEvent permits CommandEvent, PoolEvent, TopologyEvent {
    /** {@return when it happened} */
    Instant at();
}
