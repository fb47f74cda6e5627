package dev.weft.testbed.wire;

import dev.weft.protocol.MsgFlags;
import dev.weft.protocol.OpMsg;
import dev.weft.protocol.Section.DocumentSequence;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * One command as it arrived, document sequences put back as arrays (OP_MSG specification, "Command Arguments As Payload").
 *
 * @param legacy whether it came as OP_QUERY, and so is answered by OP_REPLY
 * @param compressed whether it came as OP_COMPRESSED
 * @param repeated fields that the command has more than once: only the last is in the document
 */
public record Request(
        int requestId,
        String name,
        String database,
        BsonDocument command,
        int flagBits,
        boolean legacy,
        boolean compressed,
        List<String> repeated) {
    static Request of(OpMsg message, boolean compressed) {
        TreeReader.Read read =
                TreeReader.read(message.document().getByteBuffer().asNIO());
        BsonDocument command = read.document();
        for (DocumentSequence sequence : message.sequences()) {
            if (command.containsKey(sequence.identifier())) {
                throw new CommandFailure(
                        40414,
                        "The field '" + sequence.identifier() + "' is in the command and in a document sequence");
            }
            var array = new BsonArray();
            sequence.documents().forEach(document -> array.add(decoded(document)));
            command.put(sequence.identifier(), array);
        }
        return new Request(
                message.header().requestId(),
                name(command),
                database(command),
                command,
                message.flagBits(),
                false,
                compressed,
                read.repeated());
    }

    static Request legacy(int requestId, BsonDocument command, String database) {
        return new Request(requestId, name(command), database, command, 0, true, false, List.of());
    }

    /** Enough of a request to answer one that could not be read as a command. */
    public static Request unnamed(int requestId) {
        return new Request(requestId, "", "admin", new BsonDocument(), 0, false, false, List.of());
    }

    /** The same request with other arguments. */
    public Request withCommand(BsonDocument other) {
        return new Request(requestId, name, database, other, flagBits, legacy, compressed, repeated);
    }

    public boolean wantsNoReply() {
        return (flagBits & MsgFlags.MORE_TO_COME) != 0;
    }

    public boolean exhaustAllowed() {
        return (flagBits & MsgFlags.EXHAUST_ALLOWED) != 0;
    }

    public boolean isHello() {
        return name.equals("hello") || name.equals("isMaster") || name.equals("ismaster");
    }

    private static String name(BsonDocument command) {
        if (command.isEmpty()) {
            throw CommandFailure.notFound("");
        }
        return command.getFirstKey();
    }

    private static String database(BsonDocument command) {
        BsonValue database = command.get("$db");
        if (!(database instanceof BsonString name)) {
            throw new CommandFailure(40571, "OP_MSG requests require a $db argument");
        }
        return name.getValue();
    }

    /** A document as a tree, after all its lengths have been checked. */
    public static BsonDocument decoded(RawBsonDocument document) {
        return TreeReader.read(document.getByteBuffer().asNIO()).document();
    }
}
