package dev.weft.core.connection;

import dev.weft.error.NotSupportedException;
import java.util.Optional;

/** Refuses what the server would refuse, before a byte of it is sent. The limits are those of the connection's own handshake. */
final class SizeLimits {
    /** Room a server leaves for the command around a document of full size. */
    private static final int COMMAND_ROOM = 16 * 1024;

    /** The sequence whose documents are stored as they are; in others, a document of full size has a command's room around it. */
    private static final String STORED = "documents";

    private SizeLimits() {}

    static void check(String command, byte[] message, int length, ConnectionDescription to) {
        if (length > to.maxMessageSizeBytes()) {
            throw refusal("the message of command " + command, length, to.maxMessageSizeBytes(), to);
        }
        if (length > to.maxBsonObjectSize()) {
            Sections.visit(message, length, (identifier, offset, size) -> {
                int limit = identifier.equals(STORED) ? to.maxBsonObjectSize() : to.maxBsonObjectSize() + COMMAND_ROOM;
                if (size > limit) {
                    throw refusal("a document of command " + command, size, limit, to);
                }
            });
        }
    }

    private static NotSupportedException refusal(String what, int size, int limit, ConnectionDescription to) {
        return new NotSupportedException(
                Optional.of(to.server()),
                what + " has " + size + " bytes, this server takes at most " + limit
                        + ": store large values elsewhere (GridFS), or send less at a time; nothing was sent");
    }
}
