package dev.weft.testbed.replica;

import java.util.Map;

/**
 * A place in the configuration of a set (server manual, "Replica Set Configuration") and what is the case there.
 *
 * @param reachable whether the other members can reach it
 * @param recovering whether it is neither primary nor secondary
 * @param removed whether the configuration no longer has it
 */
public record Seat(int id, String host, Traits traits, boolean reachable, boolean recovering, boolean removed) {

    /**
     * What the configuration says of a member.
     *
     * @param priority the higher, the sooner it is elected; never if 0
     */
    public record Traits(double priority, boolean hidden, boolean arbiter, Map<String, String> tags) {
        public static final Traits PLAIN = new Traits(1, false, false, Map.of());

        public Traits {
            tags = Map.copyOf(tags);
            if (hidden && priority > 0) {
                throw new IllegalArgumentException("a hidden member has priority 0");
            }
        }
    }

    boolean electable() {
        return reachable && !recovering && !removed && !traits.arbiter && traits.priority > 0;
    }

    boolean bearsData() {
        return !removed && !traits.arbiter;
    }

    Seat withReachable(boolean value) {
        return new Seat(id, host, traits, value, recovering, removed);
    }

    Seat withRecovering(boolean value) {
        return new Seat(id, host, traits, reachable, value, removed);
    }

    Seat withRemoved(boolean value) {
        return new Seat(id, host, traits, reachable, recovering, value);
    }

    Seat withHost(String value) {
        return new Seat(id, value, traits, reachable, recovering, removed);
    }

    Seat withTraits(Traits value) {
        return new Seat(id, host, value, reachable, recovering, removed);
    }
}
