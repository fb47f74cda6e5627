package dev.weft.core.connection;

import dev.weft.ServerAddress;
import dev.weft.core.time.Deadline;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.Phase;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.error.TimedOutException;
import dev.weft.protocol.transport.TransportException;
import java.util.Optional;

/** Says what went wrong on the wire in the words users catch. Done once, here, at the door between the two. */
final class Translation {
    private Translation() {}

    /** A failure of an exchange whose request {@code whole} says is out, or is not. */
    static MongoException of(
            TransportException failure, boolean whole, ServerAddress server, Deadline deadline, long nowNanos) {
        return of(failure, server, new Attempt(whole ? Phase.REPLY : Phase.SEND, deadline, nowNanos));
    }

    /** A failure to connect. */
    static MongoException ofConnecting(
            TransportException failure, ServerAddress server, Deadline deadline, long nowNanos) {
        return of(failure, server, new Attempt(Phase.CONNECT, deadline, nowNanos));
    }

    private record Attempt(Phase phase, Deadline deadline, long nowNanos) {}

    private static MongoException of(TransportException failure, ServerAddress server, Attempt attempt) {
        return switch (failure) {
            case TransportException.TimedOut late ->
                new TimedOutException(
                        attempt.phase,
                        attempt.deadline.allowed(),
                        attempt.deadline.elapsed(attempt.nowNanos),
                        Optional.of(server),
                        late);
            case TransportException.Interrupted interrupted ->
                new InterruptedCallException(attempt.phase, Optional.of(server), interrupted);
            case TransportException.Cancelled cancelled ->
                new InterruptedCallException(attempt.phase, Optional.of(server), cancelled);
            case TransportException.Malformed malformed ->
                new ProtocolBrokenException(server, String.valueOf(malformed.getMessage()), malformed);
            case TransportException.Broken broken -> network(broken, server, attempt.phase);
            case TransportException.Perished perished -> network(perished, server, attempt.phase);
            case TransportException.ResolveFailed unknown -> network(unknown, server, attempt.phase);
        };
    }

    private static NetworkFailedException network(TransportException failure, ServerAddress server, Phase phase) {
        return new NetworkFailedException(server, phase.doing(), failure.bytesSent(), failure);
    }
}
