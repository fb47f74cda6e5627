package dev.weft.protocol;

/** The kinds of message that are still in use. */
public final class OpCode {
    /** A message in sections: every request and every reply. */
    public static final int MSG = 2013;

    /** Any other message, compressed. */
    public static final int COMPRESSED = 2012;

    private OpCode() {}
}
