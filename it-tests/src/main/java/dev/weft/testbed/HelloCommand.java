package dev.weft.testbed;

import dev.weft.protocol.MsgFlags;
import dev.weft.protocol.buffer.WireBuffer;
import java.io.IOException;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.types.ObjectId;

/** The handshake and the monitoring of a standalone, streaming included (SDAM monitoring, "Streaming protocol"). */
final class HelloCommand {
    private static final int MAX_METADATA = 512;

    private final ServerProfile profile;
    private final ObjectId processId = new ObjectId();
    private final BooleanSupplier closing;

    HelloCommand(ServerProfile profile, BooleanSupplier closing) {
        this.profile = profile;
        this.closing = closing;
    }

    /** Answers a hello, and goes on answering as long as the client allows it. */
    void answer(ClientConnection client, Request request) throws IOException {
        keepMetadata(client, request.command());
        BsonValue known = request.command().get("topologyVersion");
        BsonValue await = request.command().get("maxAwaitTimeMS");
        if ((known == null) != (await == null)) {
            throw new CommandFailure(
                    31368, "Location31368", "A request has both a 'topologyVersion' and 'maxAwaitTimeMS' or neither");
        }
        if (known == null || !profile.hasTopologyVersion()) {
            client.write(request, request.requestId(), 0, reply(client, request));
            return;
        }
        long millis = await instanceof BsonNumber number ? number.longValue() : -1;
        if (!(known instanceof BsonDocument version) || millis < 0) {
            throw CommandFailure.badValue("topologyVersion is a document and maxAwaitTimeMS a number of at least 0");
        }
        if (!version.isObjectId("processId") || !version.isInt64("counter")) {
            throw CommandFailure.typeMismatch("topologyVersion.counter", "long");
        }
        boolean current = version.equals(topologyVersion());
        if (!request.exhaustAllowed()) {
            await(client, current, millis);
            client.write(request, request.requestId(), 0, reply(client, request));
            return;
        }
        stream(client, request, current, millis);
    }

    private void stream(ClientConnection client, Request request, boolean current, long millis) throws IOException {
        boolean known = current;
        int responseTo = request.requestId();
        while (!closing.getAsBoolean()) {
            await(client, known, millis);
            responseTo = client.write(request, responseTo, MsgFlags.MORE_TO_COME, reply(client, request));
            known = true;
        }
    }

    private void await(ClientConnection client, boolean current, long millis) throws IOException {
        if (current) {
            // A standalone's topology version does not change while it runs.
            client.listen(millis, closing);
        }
    }

    private void keepMetadata(ClientConnection client, BsonDocument command) {
        BsonValue value = command.get("client");
        if (value == null) {
            return;
        }
        if (!(value instanceof BsonDocument metadata)) {
            throw CommandFailure.typeMismatch("client", "object");
        }
        if (client.metadata().isPresent()) {
            throw new CommandFailure(
                    186,
                    "ClientMetadataCannotBeMutated",
                    "The client metadata document may only be sent in the first hello");
        }
        if (size(metadata) > MAX_METADATA) {
            throw new CommandFailure(
                    185,
                    "ClientMetadataDocumentTooLarge",
                    "The client metadata document must be less then or equal to " + MAX_METADATA + " bytes");
        }
        client.metadata(metadata);
    }

    private static int size(BsonDocument document) {
        var out = new WireBuffer(512, 1024);
        Frames.document(out, document);
        return out.position();
    }

    private BsonDocument topologyVersion() {
        return new BsonDocument("processId", new BsonObjectId(processId)).append("counter", new BsonInt64(0));
    }

    private BsonDocument reply(ClientConnection client, Request request) {
        var reply = new BsonDocument();
        if (request.command().getBoolean("helloOk", BsonBoolean.FALSE).getValue()) {
            reply.append("helloOk", BsonBoolean.TRUE);
        }
        if (profile.hasTopologyVersion()) {
            reply.append("topologyVersion", topologyVersion());
        }
        return reply.append(request.name().equals("hello") ? "isWritablePrimary" : "ismaster", BsonBoolean.TRUE)
                .append("maxBsonObjectSize", new BsonInt32(16 * 1024 * 1024))
                .append("maxMessageSizeBytes", new BsonInt32(48_000_000))
                .append("maxWriteBatchSize", new BsonInt32(100_000))
                .append("localTime", new BsonDateTime(Clock.systemUTC().millis()))
                .append("logicalSessionTimeoutMinutes", new BsonInt32(30))
                .append("connectionId", new BsonInt32(client.id()))
                .append("minWireVersion", new BsonInt32(0))
                .append("maxWireVersion", new BsonInt32(profile.wireVersion()))
                .append("readOnly", BsonBoolean.FALSE)
                .append("ok", new BsonDouble(1));
    }
}
