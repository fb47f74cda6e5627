package dev.weft.protocol.testing;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Run by {@link NoThreadLeftTest} only: its name keeps it out of the build's own test run. */
class ForgetsItsThread {
    private static final CountDownLatch END = new CountDownLatch(1);
    private static Thread forgotten = Thread.currentThread();

    @Test
    void startsOneAndGoesHome() {
        forgotten = Thread.ofVirtual().name("weft-forgotten").start(() -> {
            try {
                END.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    static void endIt() throws InterruptedException {
        END.countDown();
        forgotten.join();
    }
}
