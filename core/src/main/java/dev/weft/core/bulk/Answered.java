package dev.weft.core.bulk;

import dev.weft.error.WriteConcernFailedException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/** Finds in a failure what an earlier attempt was answered. */
final class Answered {
    private Answered() {}

    /**
     * The newest reply to an attempt whose writes were made, though not as widely as asked, before what followed it failed. Each failure that
     * was kept suppresses the one before it, so that after several retries the reply lies deep. Causes are not followed: that no server was
     * found may have the failure of another caller's write as its cause.
     */
    static Optional<WriteConcernFailedException> before(RuntimeException failure) {
        return before(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static Optional<WriteConcernFailedException> before(Throwable failure, Set<Throwable> met) {
        for (Throwable suppressed : failure.getSuppressed()) {
            if (suppressed instanceof WriteConcernFailedException concern) {
                return Optional.of(concern);
            }
            if (met.add(suppressed)) {
                Optional<WriteConcernFailedException> deeper = before(suppressed, met);
                if (deeper.isPresent()) {
                    return deeper;
                }
            }
        }
        return Optional.empty();
    }
}
