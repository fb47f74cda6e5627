package dev.weft.testbed;

import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.WireFormatException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.bson.BsonDocument;
import org.bson.BsonSerializationException;

/** Serves one connection after the other's thread: reads requests, has them answered, writes replies. */
final class Front {
    private final ServerProfile profile;
    private final Storage storage;
    private final OwnCommands own;
    private final HelloCommand hello;
    private final BooleanSupplier closing;
    private final Observations observations = new Observations();
    private final Map<String, Duration> delays = new ConcurrentHashMap<>();
    private final Map<String, Hold> holds = new ConcurrentHashMap<>();

    Front(ServerProfile profile, Storage storage, BooleanSupplier closing) {
        this.profile = profile;
        this.storage = storage;
        this.closing = closing;
        this.own = new OwnCommands(profile);
        this.hello = new HelloCommand(profile, closing);
    }

    Observations observations() {
        return observations;
    }

    void delay(String command, Duration time) {
        delays.put(command, time);
    }

    Hold hold(String command) {
        var hold = new Hold();
        holds.put(command, hold);
        return hold;
    }

    /** Answers until the client leaves or says something that is no message. */
    void serve(ClientConnection client) throws IOException {
        try {
            while (!closing.getAsBoolean()) {
                answer(client, client.read());
            }
        } catch (WireFormatException garbage) {
            // A server closes the connection on bytes that are no message, without a word.
        } finally {
            storage.left(client);
        }
    }

    private void answer(ClientConnection client, byte[] frame) throws IOException {
        Request request;
        try {
            request = Frames.request(frame);
        } catch (CommandFailure failure) {
            client.write(unnamed(frame), unnamed(frame).requestId(), 0, failure.reply());
            return;
        }
        observations.saw(request);
        dally(client, request);
        BsonDocument reply;
        try {
            checkForm(request);
            if (request.isHello()) {
                GenericArguments.strip(request, profile);
                hello.answer(client, request);
                return;
            }
            reply = run(client, request);
        } catch (CommandFailure failure) {
            reply = failure.reply();
        }
        if (!request.wantsNoReply()) {
            client.write(request, request.requestId(), 0, reply);
        }
    }

    private BsonDocument run(ClientConnection client, Request request) {
        BsonDocument command = GenericArguments.strip(request, profile);
        try {
            return own.run(command).orElseGet(() -> storage.run(client, request.database(), command));
        } catch (BsonSerializationException e) {
            throw new CommandFailure(22, "InvalidBSON", String.valueOf(e.getMessage()));
        }
    }

    private void checkForm(Request request) {
        if (request.legacy() && !request.isHello() && !profile.takesOpQuery()) {
            throw new CommandFailure(
                    352, "UnsupportedOpQueryCommand", "Unsupported OP_QUERY command: " + request.name());
        }
    }

    private void dally(ClientConnection client, Request request) throws IOException {
        Duration delay = delays.get(request.name());
        if (delay != null) {
            client.listen(delay.toMillis(), closing);
        }
        Hold hold = holds.get(request.name());
        if (hold != null && !hold.isReleased()) {
            hold.arrived();
            client.listen(Integer.MAX_VALUE, () -> hold.isReleased() || closing.getAsBoolean());
        }
    }

    /** Enough of a request to answer one that could not be read as a command. */
    private static Request unnamed(byte[] frame) {
        int id = MessageHeader.read(frame, 0).requestId();
        return new Request(id, "", "admin", new BsonDocument(), 0, false);
    }
}
