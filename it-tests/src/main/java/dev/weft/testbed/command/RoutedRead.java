package dev.weft.testbed.command;

import dev.weft.testbed.wire.CommandFailure;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** The read preference that a client passes on through a router, which looks at it before a shard does. */
final class RoutedRead {
    private static final Set<String> MODES =
            Set.of("primary", "primaryPreferred", "secondary", "secondaryPreferred", "nearest");

    private static final int LEAST_STALENESS_SECONDS = 90;

    private RoutedRead() {}

    /** Refuses what a router must refuse (max staleness specification, tests, "Mongos"). */
    static void check(Exchange x) {
        BsonValue given = x.request().command().get("$readPreference");
        if (given == null) {
            return;
        }
        if (!(given instanceof BsonDocument preference)
                || !(preference.get("mode") instanceof BsonString mode)
                || !MODES.contains(mode.getValue())) {
            throw new CommandFailure(
                    9, "Could not parse $readPreference mode. Only the modes " + MODES + " are supported.");
        }
        boolean primary = mode.getValue().equals("primary");
        if (primary) {
            // Server selection specification, "Passing read preference to mongos and load balancers".
            x.node().violations().add("primary-preference", x.request().command(), "a router is told nothing of it");
        }
        checkStaleness(preference.get("maxStalenessSeconds"), primary);
    }

    private static void checkStaleness(@Nullable BsonValue staleness, boolean primary) {
        if (staleness == null) {
            return;
        }
        if (!staleness.isInt32() && !staleness.isInt64()) {
            throw CommandFailure.typeMismatch("$readPreference.maxStalenessSeconds", "long");
        }
        if (primary) {
            throw CommandFailure.badValue("maxStalenessSeconds is not allowed with the read preference mode primary");
        }
        long seconds = staleness.asNumber().longValue();
        if (seconds < LEAST_STALENESS_SECONDS) {
            throw new CommandFailure(
                    160,
                    "maxStalenessSeconds must be at least " + LEAST_STALENESS_SECONDS + " seconds, not " + seconds);
        }
    }
}
