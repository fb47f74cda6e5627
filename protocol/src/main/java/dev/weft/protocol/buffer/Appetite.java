package dev.weft.protocol.buffer;

/**
 * Says when an array that is used again and again has become too large for what it is used for, so that one large message
 * does not cost its connection memory for life. Belongs to the owner of the array.
 */
public final class Appetite {
    /** After so many uses in a row that needed less than a quarter of the array, it is given up. */
    private static final int PATIENCE = 64;

    private static final int PART = 4;

    private final int smallest;
    private final int most;
    private int smallUses;

    /**
     * Begins with no experience.
     *
     * @param smallest bytes of an array that is never too large
     * @param most bytes of the largest array that may be kept at all
     */
    public Appetite(int smallest, int most) {
        this.smallest = smallest;
        this.most = most;
    }

    /**
     * Called after each use of the array.
     *
     * @param capacity bytes of the array
     * @param used how many of them were needed; none is no use
     * @return whether to give the array up
     */
    public boolean isOver(int capacity, int used) {
        if (capacity > most) {
            smallUses = 0;
            return true;
        }
        if (used == 0) {
            return false;
        }
        boolean small = capacity > smallest && used < capacity / PART;
        smallUses = small ? smallUses + 1 : 0;
        if (smallUses <= PATIENCE) {
            return false;
        }
        smallUses = 0;
        return true;
    }
}
