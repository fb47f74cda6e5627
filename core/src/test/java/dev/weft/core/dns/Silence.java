package dev.weft.core.dns;

import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;

/** A name server that never answers; who asks it has to be interrupted. */
public final class Silence implements StubDns.Trouble {
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Override
    public void happen() throws InterruptedIOException {
        try {
            never.await();
        } catch (InterruptedException told) {
            interrupted.countDown();
            throw new InterruptedIOException();
        }
    }

    /** Waits until the one who asked was interrupted. */
    public void awaitInterrupt() {
        try {
            interrupted.await();
        } catch (InterruptedException limit) {
            throw new AssertionError("nobody interrupted the look-up", limit);
        }
    }
}
