package dev.weft.testbed.command;

import dev.weft.testbed.replica.ReplicaSet;
import dev.weft.testbed.replica.Role;
import dev.weft.testbed.strict.Trait;
import dev.weft.testbed.wire.CommandFailure;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;

/** Whether a member in its present role may execute a command, and whether it has seen enough writes for it. */
public final class Access {
    private static final int LOOK_NANOS = 2_000_000;

    private Access() {}

    /** SDAM specification, "not writable primary" and "node is recovering": the errors that drivers learn a change from. */
    public static void check(Exchange x) {
        if (x.shape().is(Trait.ADMIN) && !x.database().equals("admin")) {
            throw new CommandFailure(13, x.shape().name() + " may only be run against the admin database.");
        }
        Role role = x.node().standing().role();
        if (role == Role.ROUTER) {
            RoutedRead.check(x);
            return;
        }
        if (x.shape().is(Trait.ANY) || role == Role.STANDALONE || role == Role.PRIMARY) {
            return;
        }
        boolean old = !x.node().atLeast(5, 0);
        if (x.shape().is(Trait.PRIMARY)) {
            throw old ? new CommandFailure(10107, "NotMaster", "not master") : new CommandFailure(10107, "not primary");
        }
        if (role != Role.SECONDARY) {
            throw new CommandFailure(
                    13436,
                    old ? "NotMasterOrSecondary" : "NotPrimaryOrSecondary",
                    "node is not in primary or recovering state");
        }
        if (!secondaryAllowed(x)) {
            throw old
                    ? new CommandFailure(13435, "NotMasterNoSlaveOk", "not master and slaveOk=false")
                    : new CommandFailure(13435, "not primary and secondaryOk=false");
        }
    }

    /** OP_MSG says by {@code $readPreference} what OP_QUERY says by a flag (server selection specification). */
    private static boolean secondaryAllowed(Exchange x) {
        if (x.request().legacy()) {
            return true;
        }
        return x.request().command().get("$readPreference") instanceof BsonDocument preference
                && preference.get("mode") instanceof BsonString mode
                && !mode.getValue().equals("primary");
    }

    /** Causal consistency specification: a read waits until the member has seen the write that it is to come after. */
    public static void awaitClusterTime(Exchange x) throws IOException {
        if (!(x.request().command().get("readConcern") instanceof BsonDocument concern)
                || !(concern.get("afterClusterTime") instanceof BsonTimestamp after)
                || x.node().standing().set().isEmpty()) {
            return;
        }
        ReplicaSet set = x.node().standing().set().get();
        int id = x.node().standing().id();
        if (after.compareTo(set.clusterTime()) > 0) {
            throw new CommandFailure(
                    72,
                    "readConcern afterClusterTime value must not be greater than the current clusterTime. Requested"
                            + " clusterTime: " + after + "; current clusterTime: " + set.clusterTime());
        }
        BooleanSupplier seen = () -> reads(x, set, id).compareTo(after) >= 0;
        if (set.view().role(id) == Role.PRIMARY && set.applied(id).time().compareTo(after) < 0) {
            // Nothing was written at that time; a primary then writes a no-op, so that nobody waits for ever.
            set.write();
        }
        while (!seen.getAsBoolean()) {
            // A member that lags catches up with time, which rings no bell.
            x.await(set.writes(), set.lags() ? LOOK_NANOS : Long.MAX_VALUE, seen);
        }
    }

    /** The newest write that the command will see: with the level majority, what a majority has applied too. */
    private static BsonTimestamp reads(Exchange x, ReplicaSet set, int id) {
        boolean committed = x.request().command().getDocument("readConcern").get("level") instanceof BsonString level
                && level.getValue().equals("majority");
        return set.applied(committed ? set.slowerThanMajority(id) : id).time();
    }
}
