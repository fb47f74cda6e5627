package dev.weft.testbed.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What all members of a set agree on at a moment (SDAM specification, "setVersion", "electionId", "topologyVersion").
 *
 * @param version the configuration's, which hello calls {@code setVersion}
 * @param term counts elections; {@code electionId} is made of it
 * @param counter moves with every change, so that it can be every member's {@code topologyVersion.counter}
 * @param primary the id of the primary's seat; {@link #NOBODY} while there is none
 */
public record SetView(String name, long version, long term, long counter, int primary, List<Seat> seats) {
    public static final int NOBODY = -1;

    public SetView {
        seats = List.copyOf(seats);
    }

    public Seat seat(int id) {
        return seats.get(id);
    }

    public Optional<Seat> primarySeat() {
        return primary == NOBODY ? Optional.empty() : Optional.of(seat(primary));
    }

    public Role role(int id) {
        Seat seat = seat(id);
        if (seat.removed()) {
            return Role.REMOVED;
        }
        if (seat.traits().arbiter()) {
            return Role.ARBITER;
        }
        if (id == primary) {
            return Role.PRIMARY;
        }
        return seat.recovering() ? Role.RECOVERING : Role.SECONDARY;
    }

    /** The members that hello lists as {@code hosts}: those that can become primary. */
    public List<String> hosts() {
        return listed(seat -> !seat.traits().arbiter() && seat.traits().priority() > 0);
    }

    /** The members that can be read but never become primary. */
    public List<String> passives() {
        return listed(seat -> !seat.traits().arbiter() && seat.traits().priority() == 0);
    }

    public List<String> arbiters() {
        return listed(seat -> seat.traits().arbiter());
    }

    private List<String> listed(Predicate<Seat> which) {
        return seats.stream()
                .filter(seat -> !seat.removed() && !seat.traits().hidden())
                .filter(which)
                .map(Seat::host)
                .toList();
    }

    /** Members of the configuration that hold data, reachable or not. */
    public List<Seat> dataBearing() {
        return seats.stream().filter(Seat::bearsData).toList();
    }

    /** How many members make a majority of those that hold data. */
    int majority() {
        return dataBearing().size() / 2 + 1;
    }

    boolean hasMajority() {
        long voters = seats.stream().filter(seat -> !seat.removed()).count();
        long up = seats.stream()
                .filter(seat -> !seat.removed() && seat.reachable())
                .count();
        return up > voters / 2;
    }

    SetView withPrimary(int id) {
        return new SetView(name, version, id == NOBODY ? term : term + 1, counter + 1, id, seats);
    }

    SetView withSeat(int id, UnaryOperator<Seat> change) {
        List<Seat> changed = new ArrayList<>(seats);
        changed.set(id, change.apply(seat(id)));
        return new SetView(name, version, term, counter + 1, primary, changed);
    }

    /** The same with another name and a newer configuration. */
    SetView renamed(String newName) {
        return new SetView(newName, version + 1, term, counter + 1, primary, seats);
    }

    SetView reconfigured() {
        return new SetView(name, version + 1, term, counter + 1, primary, seats);
    }
}
