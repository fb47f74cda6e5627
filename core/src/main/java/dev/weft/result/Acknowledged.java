package dev.weft.result;

/** Guards the counts of writes that nobody answered. */
final class Acknowledged {
    private Acknowledged() {}

    static long count(boolean acknowledged, long value) {
        if (!acknowledged) {
            throw new IllegalStateException("the write was not acknowledged, so nothing was counted: ask acknowledged()"
                    + " first, or use another write concern than w 0");
        }
        return value;
    }
}
