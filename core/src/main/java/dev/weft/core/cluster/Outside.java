package dev.weft.core.cluster;

import dev.weft.protocol.transport.Resolver;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a cluster takes from the world around it, so that tests can give it another one.
 *
 * @param names finds the addresses of hosts
 * @param pace how the pauses between two looks at the SRV records pass
 * @param random which of too many hosts are used
 */
record Outside(Resolver names, Pace pace, Supplier<RandomGenerator> random) {
    /** The system's. */
    static final Outside SYSTEM =
            new Outside(Resolver.system(), (pause, pauses) -> pauses.rest(pause), ThreadLocalRandom::current);

    /** How a pause passes. */
    @FunctionalInterface
    interface Pace {
        /** Returns when the pause is over, or, with {@code STOPPED}, when the thread is interrupted or the client closed. */
        Wakeable.End rest(Duration pause, Pauses pauses);
    }
}
