package dev.weft.protocol;

import java.io.Serial;

/**
 * Bytes that are no message, or no document, of the wire protocol. The peer is broken or hostile, so the connection
 * that carried them must be closed.
 */
public abstract sealed class WireFormatException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private WireFormatException(String message) {
        super(message);
    }

    /** The header of a message: its length or its opcode. */
    public static final class BadHeader extends WireFormatException {
        @Serial
        private static final long serialVersionUID = 1;

        public BadHeader(String message) {
            super(message);
        }
    }

    /** A required flag bit that this driver does not know (OP_MSG specification, "flagBits"). */
    public static final class BadFlags extends WireFormatException {
        @Serial
        private static final long serialVersionUID = 1;

        public BadFlags(String message) {
            super(message);
        }
    }

    /** The sections of an OP_MSG: their kinds, their number, their identifiers or their lengths. */
    public static final class BadSection extends WireFormatException {
        @Serial
        private static final long serialVersionUID = 1;

        public BadSection(String message) {
            super(message);
        }
    }

    /** A checksum that does not fit the bytes before it. */
    public static final class BadChecksum extends WireFormatException {
        @Serial
        private static final long serialVersionUID = 1;

        public BadChecksum(String message) {
            super(message);
        }
    }

    /** A document whose elements do not lie within it, or have another type than was asked for. */
    public static final class BadDocument extends WireFormatException {
        @Serial
        private static final long serialVersionUID = 1;

        public BadDocument(String message) {
            super(message);
        }
    }

    /** An OP_COMPRESSED whose sizes disagree, or whose compressor is not at hand. */
    public static final class BadCompression extends WireFormatException {
        @Serial
        private static final long serialVersionUID = 1;

        public BadCompression(String message) {
            super(message);
        }
    }
}
