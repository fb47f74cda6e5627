package dev.weft.protocol;

import java.util.concurrent.atomic.AtomicInteger;

/** Numbers for requests, unique within the process until they wrap around. */
public final class RequestIds {
    private static final AtomicInteger LAST = new AtomicInteger();

    private RequestIds() {}

    /** The next number; never 0, which in {@code responseTo} says that a message answers nothing. */
    public static int next() {
        int id = LAST.incrementAndGet();
        return id != 0 ? id : LAST.incrementAndGet();
    }
}
