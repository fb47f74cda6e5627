package dev.weft.pool;

import java.util.function.LongSupplier;

/**
 * What a pool is given by whoever runs it: time and threads.
 *
 * @param nanoClock a monotonic clock in nanoseconds; deadlines are readings of it
 * @param opener runs openings
 * @param alarms wakes waiters at their deadline
 */
public record PoolHost(LongSupplier nanoClock, Opener opener, Alarms alarms) {}
