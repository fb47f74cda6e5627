package dev.weft.protocol;

import dev.weft.protocol.Section.Body;
import dev.weft.protocol.Section.DocumentSequence;
import java.util.List;
import org.bson.RawBsonDocument;

/**
 * A whole OP_MSG as it was read: what the server half and the tests work with. The path of a reply through the driver
 * makes no such object, see {@link MessageReader#replyBody}.
 *
 * @param header the header, its length checked
 * @param flagBits all flag bits, unknown optional ones included
 * @param body the one section of kind 0
 * @param sequences the sections of kind 1, in the order in which they were sent
 */
public record OpMsg(MessageHeader header, int flagBits, Body body, List<DocumentSequence> sequences) {
    public OpMsg {
        sequences = List.copyOf(sequences);
    }

    /** The command or the reply, without the document sequences. */
    public RawBsonDocument document() {
        return body.document();
    }

    /** Whether a flag of {@link MsgFlags} is set. */
    public boolean has(int flag) {
        return (flagBits & flag) != 0;
    }
}
