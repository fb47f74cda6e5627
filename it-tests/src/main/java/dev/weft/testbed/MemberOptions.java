package dev.weft.testbed;

import dev.weft.testbed.replica.Seat;
import java.util.HashMap;
import java.util.Map;

/** What a member of a set is configured as (server manual, "Replica Set Configuration"). Made from {@link #PLAIN} step by step. */
public final class MemberOptions {
    /** Can become primary, holds data, has no tags. */
    public static final MemberOptions PLAIN = new MemberOptions(Seat.Traits.PLAIN);

    private final Seat.Traits traits;

    private MemberOptions(Seat.Traits traits) {
        this.traits = traits;
    }

    /** The higher, the sooner it is elected; 0 for a member that never is. */
    public MemberOptions priority(double value) {
        return new MemberOptions(new Seat.Traits(value, traits.hidden(), traits.arbiter(), traits.tags()));
    }

    /** Not listed in hello, and never primary. */
    public MemberOptions hidden() {
        return new MemberOptions(new Seat.Traits(0, true, traits.arbiter(), traits.tags()));
    }

    /** Votes and holds no data. */
    public MemberOptions arbiter() {
        return new MemberOptions(new Seat.Traits(0, traits.hidden(), true, traits.tags()));
    }

    public MemberOptions tag(String name, String value) {
        Map<String, String> tags = new HashMap<>(traits.tags());
        tags.put(name, value);
        return new MemberOptions(new Seat.Traits(traits.priority(), traits.hidden(), traits.arbiter(), tags));
    }

    Seat.Traits traits() {
        return traits;
    }
}
