package dev.weft.pool;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what can't be computed from the other counts. The usual lend, for purpose OTHER and without draining, touches
 * none of it.
 */
final class Tally {
    private final AtomicInteger cursors = new AtomicInteger();
    private final AtomicInteger transactions = new AtomicInteger();
    private final AtomicInteger draining = new AtomicInteger();

    void lent(Purpose purpose) {
        count(purpose, 1);
    }

    void moved(Purpose from, Purpose to) {
        count(from, -1);
        count(to, 1);
    }

    /** A draining resource serves no purpose any more. */
    void draining(Purpose purpose) {
        count(purpose, -1);
        draining.getAndIncrement();
    }

    void returned(Purpose purpose, boolean drained) {
        if (drained) {
            draining.getAndDecrement();
        } else {
            count(purpose, -1);
        }
    }

    private void count(Purpose purpose, int change) {
        switch (purpose) {
            case CURSOR -> cursors.getAndAdd(change);
            case TRANSACTION -> transactions.getAndAdd(change);
            case OTHER -> {}
        }
    }

    int cursors() {
        return cursors.get();
    }

    int transactions() {
        return transactions.get();
    }

    int draining() {
        return draining.get();
    }
}
