package dev.weft.testbed.member;

import dev.weft.testbed.command.Exchange;
import dev.weft.testbed.wire.Bell;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** What a test does to commands from within the process: holds and delays by name, and a member that stands still. */
public final class Interventions {
    /** Keeps commands back until it is released. */
    public interface Gate {
        boolean isReleased();

        void arrived();

        Bell bell();
    }

    private static final Bell NEVER = new Bell();

    private final Map<String, Duration> delays = new ConcurrentHashMap<>();
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final Bell thawed = new Bell();
    private volatile boolean frozen;

    public void delay(String command, Duration time) {
        if (time.isZero()) {
            delays.remove(command);
        } else {
            delays.put(command, time);
        }
    }

    public void hold(String command, Gate gate) {
        gates.put(command, gate);
    }

    /** Lets everything stand still, hellos too, until it is called with false. */
    public void frozen(boolean value) {
        frozen = value;
        thawed.ring();
    }

    void meet(Exchange x, BooleanSupplier closing) throws IOException {
        if (frozen) {
            x.await(thawed, Long.MAX_VALUE, () -> !frozen);
        }
        Duration delay = delays.get(x.request().name());
        if (delay != null) {
            x.await(NEVER, delay.toNanos(), closing);
        }
        Gate gate = gates.get(x.request().name());
        if (gate != null && !gate.isReleased()) {
            gate.arrived();
            x.await(gate.bell(), Long.MAX_VALUE, gate::isReleased);
        }
    }
}
