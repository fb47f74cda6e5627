package dev.weft.protocol.transport;

/** Where the one exchange of a connection stands. */
public enum WireState {
    /** Open, and nobody's: the next exchange may begin. */
    IDLE,
    /** The request is on its way out. */
    WRITING,
    /** The request is out, the reply is not here. */
    AWAITING,
    /** The reply is here and belongs to the caller. */
    REPLIED,
    /** The caller is gone; the reply, when it comes, is scanned and thrown away. */
    LEFT,
    /** Closed. */
    DEAD;

    private static final WireState[] VALUES = values();

    static WireState of(long state) {
        return VALUES[Math.min(Phase.of(state), Phase.DEAD)];
    }
}
