package dev.weft.event;

import dev.weft.ServerAddress;
import dev.weft.error.MongoException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;

/** A command that is sent or answered. Published on the caller's thread, before any next attempt. */
public sealed interface CommandEvent extends MongoEvent {
    /**
     * Which command, of which call, to whom.
     *
     * @param requestId identifies this message
     * @param operationId the same for all commands of one call, its retries included
     * @param command the command's name
     * @param database the database
     * @param server the server
     * @param connection the connection's number in its pool, from 1 on
     * @param serverConnectionId the server's number of the connection; empty when it gave none
     * @param serviceId the service behind a load balancer
     */
    record Call(
            int requestId,
            long operationId,
            String command,
            String database,
            ServerAddress server,
            long connection,
            OptionalLong serverConnectionId,
            Optional<ObjectId> serviceId) {}

    /** {@return which command} */
    Call call();

    /**
     * A command is about to be sent.
     *
     * @param at when
     * @param call which command
     * @param body the command with its document sequences as arrays; empty for sensitive commands
     */
    record Started(Instant at, Call call, RawBsonDocument body) implements CommandEvent {}

    /**
     * The server answered with {@code ok: 1}.
     *
     * @param at when
     * @param call which command
     * @param took how long
     * @param reply the reply; empty for sensitive commands
     */
    record Succeeded(Instant at, Call call, Duration took, RawBsonDocument reply) implements CommandEvent {}

    /**
     * The server answered with {@code ok: 0}, or no answer came.
     *
     * @param at when
     * @param call which command
     * @param took how long
     * @param failure why
     */
    record Failed(Instant at, Call call, Duration took, MongoException failure) implements CommandEvent {}
}
