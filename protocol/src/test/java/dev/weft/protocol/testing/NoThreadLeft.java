package dev.weft.protocol.testing;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails a test class that leaves one of the driver's threads alive.
 *
 * <p>Registered by itself for every class that has this jar on its class path. It looks once per outermost class, after its
 * {@code @AfterAll}, so a client may be shared by the tests of one class. Threads that were there before the class are not its
 * fault. A thread that is just ending gets two seconds for it.
 */
public final class NoThreadLeft implements BeforeAllCallback, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(NoThreadLeft.class);
    private static final Duration GRACE = Duration.ofSeconds(2);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (outermost(context)) {
            context.getStore(NAMESPACE).put("before", WeftThreads.alive());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!outermost(context)) {
            return;
        }
        Map<?, ?> before = context.getStore(NAMESPACE).get("before", Map.class);
        long end = System.nanoTime() + GRACE.toNanos();
        Map<Long, String> left = leftSince(before);
        while (!left.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(20_000_000);
            left = leftSince(before);
        }
        if (!left.isEmpty()) {
            throw new AssertionError(
                    context.getRequiredTestClass().getName() + " left threads alive: " + left.values());
        }
    }

    private static Map<Long, String> leftSince(Map<?, ?> before) {
        Map<Long, String> alive = WeftThreads.alive();
        alive.keySet().removeAll(before.keySet());
        return alive;
    }

    private static boolean outermost(ExtensionContext context) {
        return context.getRequiredTestClass().getEnclosingClass() == null;
    }
}
