package dev.weft.core.topology;

import dev.weft.ServerAddress;
import dev.weft.error.AuthFailedException;
import dev.weft.error.CommandFailedException;
import dev.weft.error.ErrorCodes;
import dev.weft.error.ErrorLabel;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.error.TimedOutException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import dev.weft.topology.TopologyType;
import dev.weft.topology.TopologyVersion;
import java.time.Instant;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** What a failure of an application's call tells about its server (discovery specification, "Application errors"). Pure. */
public final class FailureRules {
    /**
     * What is to be done, all of it in one step with the change of the description.
     *
     * @param heard the server's new description; empty when the failure tells nothing
     * @param clearPool whether the connections of the pool are not to be trusted any more
     * @param checkNow whether the server is there, but the client is wrong about it
     * @param cancelCheck whether a check that waits for the server has nothing to wait for
     */
    public record Verdict(Optional<ServerDescription> heard, boolean clearPool, boolean checkNow, boolean cancelCheck) {
        static final Verdict NOTHING = new Verdict(Optional.empty(), false, false, false);

        /** Whether the failure changes anything. */
        public boolean matters() {
            return heard.isPresent();
        }
    }

    /**
     * How far a connection had come when it failed.
     *
     * @param poolGeneration the generation of the pool now
     * @param connectionGeneration the generation of the connection; of one being opened, the pool's when it began
     * @param established whether its handshake, authentication included, was complete
     */
    public record Origin(long poolGeneration, long connectionGeneration, boolean established) {}

    /** MongoDB 4.2, whose connections survive a step-down (connections survive primary step-down specification). */
    private static final int KEEPS_CONNECTIONS_SINCE = 8;

    private FailureRules() {}

    /** The consequences of one failure; none for a stale one. */
    public static Verdict judge(
            Topology topology, ServerAddress address, Origin origin, MongoException failure, Instant at) {
        var known = topology.server(address);
        if (known.isEmpty()
                || topology.type() == TopologyType.LOAD_BALANCED
                || origin.connectionGeneration() < origin.poolGeneration()) {
            return Verdict.NOTHING;
        }
        var version = topologyVersion(failure);
        if (isOvertaken(known.get(), version)) {
            return Verdict.NOTHING;
        }
        var unknown = ServerDescription.unknown(address, Optional.of(failure), version, at);
        if (isStateChange(failure)) {
            var clear = ErrorCodes.SHUTDOWN.contains(code(failure)) || losesConnections(known.get());
            return new Verdict(Optional.of(unknown), clear, true, false);
        }
        return breaksTheServer(origin, failure)
                ? new Verdict(Optional.of(unknown), true, false, true)
                : Verdict.NOTHING;
    }

    /** Whether the server says that it is not what the client thinks: by code, or by message where there is no code. */
    public static boolean isStateChange(MongoException failure) {
        var code = code(failure);
        if (code != 0) {
            return ErrorCodes.RECOVERING.contains(code) || ErrorCodes.NOT_PRIMARY.contains(code);
        }
        var text = text(failure);
        return text.contains("not master") || text.contains("node is recovering");
    }

    private static boolean breaksTheServer(Origin origin, MongoException failure) {
        if (failure.hasLabel(ErrorLabel.SYSTEM_OVERLOADED)) {
            return false;
        }
        if (!origin.established()) {
            return isNetwork(failure)
                    || failure instanceof TimedOutException
                    || failure instanceof AuthFailedException
                    || failure instanceof CommandFailedException;
        }
        // A timeout may mean a slow command, and an interrupt is the caller's own affair: neither is the server's.
        return isNetwork(failure);
    }

    private static boolean isNetwork(MongoException failure) {
        return failure instanceof NetworkFailedException || failure instanceof ProtocolBrokenException;
    }

    /** Before 4.2 a primary that stepped down closed all its connections. */
    private static boolean losesConnections(ServerDescription known) {
        return known.type() != ServerType.UNKNOWN && known.wire().max() < KEEPS_CONNECTIONS_SINCE;
    }

    private static boolean isOvertaken(ServerDescription known, Optional<TopologyVersion> version) {
        return known.topologyVersion().isPresent()
                && version.isPresent()
                && known.topologyVersion().get().isAtLeast(version.get());
    }

    private static Optional<TopologyVersion> topologyVersion(MongoException failure) {
        return switch (failure) {
            case CommandFailedException refused -> HelloReply.topologyVersion(refused.reply());
            case WriteConcernFailedException half -> HelloReply.topologyVersion(half.reply());
            default -> Optional.empty();
        };
    }

    private static int code(MongoException failure) {
        return switch (failure) {
            case CommandFailedException refused -> refused.code();
            case WriteConcernFailedException half -> half.code();
            default -> 0;
        };
    }

    private static String text(MongoException failure) {
        return switch (failure) {
            case CommandFailedException refused -> message(refused.reply());
            case WriteConcernFailedException half -> message(half.details());
            default -> "";
        };
    }

    private static String message(BsonDocument document) {
        return document.get("errmsg") instanceof BsonString text ? text.getValue() : "";
    }
}
