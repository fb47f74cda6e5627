package dev.weft.protocol.testing;

import dev.weft.protocol.MsgFlags;
import dev.weft.protocol.OpMsg;
import dev.weft.protocol.RequestIds;
import dev.weft.protocol.Section;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** Servers that behave badly in one way each, and what is needed to get a client that far. */
public final class Scripts {
    private static final Set<String> HELLO = Set.of("hello", "isMaster", "ismaster");

    private Scripts() {}

    /** Answers every request, hello included, as {@code answer} says. */
    public static Script each(Answer answer) {
        return peer -> {
            for (; ; ) {
                answer.answer(peer, peer.read());
            }
        };
    }

    /** Is a healthy standalone server (7.0) as far as hello goes; all else is answered as {@code answer} says. */
    public static Script afterHello(Answer answer) {
        return each((peer, request) -> {
            if (isHello(request)) {
                peer.reply(request, hello());
            } else {
                answer.answer(peer, request);
            }
        });
    }

    /** Whether a request asks what the server is, in whatever words. */
    public static boolean isHello(OpMsg request) {
        return HELLO.contains(request.document().getFirstKey());
    }

    /** A command with its document sequences as arrays. */
    public static BsonDocument whole(OpMsg request) {
        BsonDocument command = new BsonDocument();
        command.putAll(request.document());
        for (Section.DocumentSequence sequence : request.sequences()) {
            command.append(sequence.identifier(), new BsonArray(new ArrayList<>(sequence.documents())));
        }
        return command;
    }

    /** What a standalone server says of itself; without a topologyVersion, so that it is polled. */
    public static BsonDocument hello() {
        return BsonDocument.parse(
                        "{helloOk: true, isWritablePrimary: true, ismaster: true, "
                                + "maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000, "
                                + "logicalSessionTimeoutMinutes: 30, minWireVersion: 0, maxWireVersion: 21, readOnly: false, ok: 1.0}")
                .append("connectionId", new BsonInt32(RequestIds.next()));
    }

    /** Takes the request and says nothing, as long as the client stays. */
    public static Answer neverAnswers() {
        return (peer, request) -> peer.awaitLeave();
    }

    /** Answers in another protocol. */
    public static Answer answersGarbage() {
        return (peer, request) -> {
            peer.write("HTTP/1.1 400 Bad Request\r\n\r\nThis is no database.".getBytes(StandardCharsets.US_ASCII));
            peer.awaitLeave();
        };
    }

    /** Sends the first {@code bytes} bytes of a good reply and closes. */
    public static Answer closesMidMessage(int bytes) {
        return (peer, request) -> {
            peer.write(Arrays.copyOf(good(request), bytes));
            peer.close();
        };
    }

    /** Sends a good reply whose header claims another length, and no more. */
    public static Answer claimsLength(int claimed) {
        return (peer, request) -> {
            byte[] reply = good(request);
            writeInt32(reply, 0, claimed);
            peer.write(reply);
            peer.awaitLeave();
        };
    }

    /** Sends a good reply whose document claims another length. */
    public static Answer claimsDocumentLength(int claimed) {
        return (peer, request) -> {
            byte[] reply = good(request);
            writeInt32(reply, 21, claimed);
            peer.write(reply);
            peer.awaitLeave();
        };
    }

    /** Sends a good reply, to a request that was not made. */
    public static Answer answersAnotherRequest() {
        return (peer, request) -> {
            peer.write(Peer.message(request.header().requestId() + 1000, 0, BsonDocument.parse("{ok: 1.0}")));
            peer.awaitLeave();
        };
    }

    /** Sends a good reply with a required flag bit that nobody knows. */
    public static Answer setsAnUnknownFlag() {
        return (peer, request) -> {
            peer.write(Peer.message(request.header().requestId(), 1 << 5, BsonDocument.parse("{ok: 1.0}")));
            peer.awaitLeave();
        };
    }

    /** Answers, and follows up with a second reply that nobody asked for. */
    public static Answer answersTwice() {
        return (peer, request) -> {
            peer.write(good(request));
            peer.write(good(request));
        };
    }

    /** Answers well, after a while. */
    public static Answer answersAfter(Duration delay) {
        return (peer, request) -> {
            peer.pause(delay);
            if (!Peer.unacknowledged(request)) {
                peer.write(good(request));
            }
        };
    }

    /** Sends a good reply {@code chunk} bytes at a time with a pause between them. */
    public static Answer trickles(int chunk, Duration pause) {
        return (peer, request) -> {
            byte[] reply = good(request);
            for (int at = 0; at < reply.length; at += chunk) {
                peer.write(reply, at, Math.min(chunk, reply.length - at));
                peer.pause(pause);
            }
        };
    }

    /** Closes its sending half instead of answering. */
    public static Answer halfCloses() {
        return (peer, request) -> {
            peer.halfClose();
            peer.awaitLeave();
        };
    }

    /** Resets the connection instead of answering. */
    public static Answer resets() {
        return (peer, request) -> peer.reset();
    }

    /** Accepts and reads nothing, so that a large request does not get out. */
    public static Script neverReads() {
        return peer -> peer.pause(Duration.ofHours(1));
    }

    private static byte[] good(OpMsg request) {
        return Peer.message(request.header().requestId(), 0, BsonDocument.parse("{ok: 1.0}"));
    }

    private static void writeInt32(byte[] bytes, int at, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    /** Whether a request allows replies that follow each other without a request. */
    public static boolean exhaustAllowed(OpMsg request) {
        return request.has(MsgFlags.EXHAUST_ALLOWED);
    }
}
