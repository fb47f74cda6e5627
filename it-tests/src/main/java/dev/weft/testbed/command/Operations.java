package dev.weft.testbed.command;

import dev.weft.testbed.wire.CommandFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The commands that a member executes at the moment, as currentOp lists and killOp ends them (server manual, "currentOp", "killOp"). */
public final class Operations {
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, Exchange> running = new ConcurrentHashMap<>();

    int nextId() {
        return ids.incrementAndGet();
    }

    public void begin(Exchange exchange) {
        running.put(exchange.operationId(), exchange);
    }

    public void end(Exchange exchange) {
        running.remove(exchange.operationId());
    }

    List<Exchange> running() {
        return List.copyOf(running.values());
    }

    /** Whether nothing runs but commands of this name. */
    public boolean idleBut(String command) {
        return running.values().stream()
                .allMatch(exchange -> exchange.shape().name().equals(command));
    }

    /** Ends the commands of this kind with a failure, as soon as they look at it. */
    public void interrupt(Predicate<Exchange> which, CommandFailure with) {
        running.values().stream().filter(which).forEach(exchange -> exchange.interrupt(with));
    }
}
