package dev.weft.core.bulk;

import dev.weft.error.WriteConcernFailedException;
import java.util.Arrays;
import java.util.Optional;

/** Finds in a failure what an earlier attempt was answered. */
final class Answered {
    private Answered() {}

    /** The reply to an attempt whose writes were made, though not as widely as asked, before what followed it failed. */
    static Optional<WriteConcernFailedException> before(RuntimeException failure) {
        return Arrays.stream(failure.getSuppressed())
                .filter(WriteConcernFailedException.class::isInstance)
                .map(WriteConcernFailedException.class::cast)
                .findFirst();
    }
}
