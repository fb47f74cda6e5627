package dev.weft.pool;

import org.jspecify.annotations.Nullable;

/**
 * One resource and what the pool knows of it. Belongs to whoever has claimed it: a lease, the stack of idle ones, or a
 * delivery.
 */
final class Slot<R> {
    final Pool<R> home;
    final R resource;
    final long connectionId;
    final int poolGeneration;
    final int generation;
    final @Nullable Object serviceId;
    final long bornNanos;

    /**
     * Written by the owner before it gives the slot away; read by upkeep as well, who may see the time before last and
     * is then early by nothing, late by one run.
     */
    volatile long idleSinceNanos;

    /** Set by anyone: whoever meets the slot next closes it. */
    volatile @Nullable Throwable doom;

    Slot(Pool<R> home, R resource, OpenRequest request, long nowNanos) {
        this.home = home;
        this.resource = resource;
        this.connectionId = request.connectionId();
        this.poolGeneration = request.poolGeneration();
        this.generation = request.generation();
        this.serviceId = request.serviceId();
        this.bornNanos = nowNanos;
        this.idleSinceNanos = nowNanos;
    }
}
