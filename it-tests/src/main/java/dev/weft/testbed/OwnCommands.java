package dev.weft.testbed;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The commands that the server answers itself, because they concern it and not the data. */
final class OwnCommands {
    private static final String NO_SUCH = "";

    private final ServerProfile profile;
    private final Map<String, Function<BsonDocument, BsonDocument>> commands;

    OwnCommands(ServerProfile profile) {
        this.profile = profile;
        this.commands = Map.of(
                "ping", command -> ok(),
                "buildInfo", command -> buildInfo(),
                "buildinfo", command -> buildInfo(),
                "startSession", command -> startSession(),
                "endSessions", command -> sessions(command, "endSessions"),
                "refreshSessions", command -> sessions(command, "refreshSessions"),
                "killSessions", command -> sessions(command, "killSessions"),
                "killAllSessions", command -> ok(),
                "connectionStatus", command -> connectionStatus());
    }

    /** The reply, or nothing if the command is one for the storage. */
    Optional<BsonDocument> run(BsonDocument command) {
        Function<BsonDocument, BsonDocument> own = commands.get(command.isEmpty() ? NO_SUCH : command.getFirstKey());
        return own == null ? Optional.empty() : Optional.of(own.apply(command));
    }

    private static BsonDocument ok() {
        return new BsonDocument("ok", new BsonDouble(1));
    }

    private BsonDocument buildInfo() {
        var versionArray = new BsonArray();
        profile.versionArray().forEach(part -> versionArray.add(new BsonInt32(part)));
        return new BsonDocument("version", new BsonString(profile.version()))
                .append("gitVersion", new BsonString("weft-testbed"))
                .append("modules", new BsonArray())
                .append("versionArray", versionArray)
                .append("bits", new BsonInt32(64))
                .append("debug", BsonBoolean.FALSE)
                .append("maxBsonObjectSize", new BsonInt32(16 * 1024 * 1024))
                .append("storageEngines", new BsonArray())
                .append("ok", new BsonDouble(1));
    }

    private static BsonDocument startSession() {
        UUID id = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return new BsonDocument("id", new BsonDocument("id", new BsonBinary((byte) 4, bytes)))
                .append("timeoutMinutes", new BsonInt32(30))
                .append("ok", new BsonDouble(1));
    }

    private static BsonDocument sessions(BsonDocument command, String name) {
        if (!(command.get(name) instanceof BsonArray ids)) {
            throw CommandFailure.typeMismatch(name + "." + name, "array");
        }
        for (BsonValue id : ids) {
            if (!(id instanceof BsonDocument lsid)) {
                throw CommandFailure.typeMismatch(name + "." + name, "object");
            }
            GenericArguments.checkSessionId(lsid);
        }
        return ok();
    }

    private static BsonDocument connectionStatus() {
        return new BsonDocument(
                        "authInfo",
                        new BsonDocument("authenticatedUsers", new BsonArray())
                                .append("authenticatedUserRoles", new BsonArray()))
                .append("ok", new BsonDouble(1));
    }
}
