package dev.weft.protocol;

/** The flag bits of an OP_MSG (OP_MSG specification, "flagBits"). */
public final class MsgFlags {
    /** The message ends with a CRC-32C of all bytes before it. */
    public static final int CHECKSUM_PRESENT = 1;

    /** Of a request: no reply is wanted. Of a reply: another one follows without a request. */
    public static final int MORE_TO_COME = 1 << 1;

    /** Of a request: the client can take several replies to it. */
    public static final int EXHAUST_ALLOWED = 1 << 16;

    /** The lower sixteen bits must be understood; the upper ones may be ignored. */
    private static final int REQUIRED = 0xFFFF;

    private MsgFlags() {}

    static boolean understood(int flagBits) {
        return (flagBits & REQUIRED & ~(CHECKSUM_PRESENT | MORE_TO_COME)) == 0;
    }
}
