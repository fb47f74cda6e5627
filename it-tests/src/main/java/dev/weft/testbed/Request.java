package dev.weft.testbed;

import dev.weft.protocol.MsgFlags;
import dev.weft.protocol.OpMsg;
import dev.weft.protocol.Section.DocumentSequence;
import dev.weft.protocol.bson.Documents;
import java.nio.ByteBuffer;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * One command as it arrived, document sequences put back as arrays.
 *
 * @param legacy whether it came as OP_QUERY, and so is answered by OP_REPLY
 */
record Request(int requestId, String name, String database, BsonDocument command, int flagBits, boolean legacy) {
    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    static Request of(OpMsg message) {
        BsonDocument command = decoded(message.document());
        for (DocumentSequence sequence : message.sequences()) {
            if (command.containsKey(sequence.identifier())) {
                throw new CommandFailure(
                        40414,
                        "Location40414",
                        "The field '" + sequence.identifier() + "' is in the command and in a document sequence");
            }
            var array = new BsonArray();
            sequence.documents().forEach(document -> array.add(decoded(document)));
            command.put(sequence.identifier(), array);
        }
        return of(message.header().requestId(), command, database(command), message.flagBits(), false);
    }

    static Request of(int requestId, BsonDocument command, String database, int flagBits, boolean legacy) {
        if (command.isEmpty()) {
            throw new CommandFailure(59, "CommandNotFound", "no such command: ''");
        }
        return new Request(requestId, command.getFirstKey(), database, command, flagBits, legacy);
    }

    boolean wantsNoReply() {
        return (flagBits & MsgFlags.MORE_TO_COME) != 0;
    }

    boolean exhaustAllowed() {
        return (flagBits & MsgFlags.EXHAUST_ALLOWED) != 0;
    }

    boolean isHello() {
        return name.equals("hello") || name.equals("isMaster") || name.equals("ismaster");
    }

    private static String database(BsonDocument command) {
        BsonValue database = command.get("$db");
        if (!(database instanceof BsonString name)) {
            throw new CommandFailure(40571, "Location40571", "OP_MSG requests require a $db argument");
        }
        return name.getValue();
    }

    /** A document as a tree, after all its lengths have been checked. */
    static BsonDocument decoded(RawBsonDocument document) {
        ByteBuffer view = document.getByteBuffer().asNIO();
        byte[] bytes = new byte[view.remaining()];
        view.get(bytes);
        Documents.check(bytes, 0, bytes.length);
        return new RawBsonDocument(bytes).decode(CODEC);
    }
}
