package dev.weft.benchmarks.responder;

/**
 * What the responder looks at in a message.
 *
 * @param id which the reply answers
 * @param legacy whether it is the OP_QUERY that opens a conversation
 * @param flags of OP_MSG
 * @param command the name of the first element
 * @param target its value, if it is a string: the collection
 * @param number its value, if it is a number: the cursor of a getMore
 * @param batchSize how many documents of the file's chunks are wanted at most; 0: not said, or nothing is asked of chunks
 * @param documents how many documents its first sequence has; 0 without one
 */
record Request(
        int id, boolean legacy, int flags, String command, String target, long number, int batchSize, int documents) {
    private static final int MORE_TO_COME = 1 << 1;
    private static final int EXHAUST_ALLOWED = 1 << 16;

    /** Whether nobody waits for a reply. */
    boolean unacknowledged() {
        return !legacy && (flags & MORE_TO_COME) != 0;
    }

    /** Whether a monitor asks to be told of changes. */
    boolean allowsStream() {
        return !legacy && (flags & EXHAUST_ALLOWED) != 0 && isHello();
    }

    boolean isHello() {
        return legacy || command.equalsIgnoreCase("hello") || command.equalsIgnoreCase("isMaster");
    }

    Request withDocuments(int count) {
        return new Request(id, legacy, flags, command, target, number, batchSize, count);
    }
}
