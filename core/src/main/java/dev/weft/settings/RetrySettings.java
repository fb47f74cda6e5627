package dev.weft.settings;

/**
 * What is tried again by itself. After overload that is any command, whatever it reads or writes, unless both kinds or its own kind of retry are
 * turned off.
 *
 * @param reads whether reads are tried a second time when that may help
 * @param writes whether writes are tried a second time when that may help and cannot harm
 * @param maxAdaptive how often a command is tried again at most once a server has said that it is overloaded; 0: never
 *     (Client Backpressure specification)
 * @param overloadRetargeting whether such a retry prefers another server of the replica set, so that a read with
 *     {@code primaryPreferred} may reach a secondary though there is a primary
 */
public record RetrySettings(boolean reads, boolean writes, int maxAdaptive, boolean overloadRetargeting) {
    /** What holds when nothing is said: reads and writes are tried again, after overload twice, on the same server. */
    public static final RetrySettings DEFAULTS = new RetrySettings(true, true, 2, false);

    /**
     * Checks the number of retries.
     *
     * @throws dev.weft.error.BadConfigException when it is negative
     */
    public RetrySettings {
        Checks.atLeast("maxAdaptiveRetries", maxAdaptive, 0);
    }

    RetrySettings reads(boolean yes) {
        return new RetrySettings(yes, writes, maxAdaptive, overloadRetargeting);
    }

    RetrySettings writes(boolean yes) {
        return new RetrySettings(reads, yes, maxAdaptive, overloadRetargeting);
    }

    RetrySettings maxAdaptive(int retries) {
        return new RetrySettings(reads, writes, retries, overloadRetargeting);
    }

    RetrySettings overloadRetargeting(boolean yes) {
        return new RetrySettings(reads, writes, maxAdaptive, yes);
    }
}
