package dev.weft.pool;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One opening: which number the resource will have and which generation it belongs to. Used by the thread that opens, unless a method says
 * otherwise.
 */
public final class OpenRequest {
    private final long connectionId;
    private final int poolGeneration;
    private final boolean demanded;
    private final long startedNanos;
    private final Services services;
    /** Whether its end has been told: by who opens or, if the pool was cleared meanwhile, by who cleared it. */
    private final AtomicBoolean ended = new AtomicBoolean();

    private @Nullable Object serviceId;
    private int serviceGeneration;

    OpenRequest(long connectionId, int poolGeneration, boolean demanded, long startedNanos, Services services) {
        this.connectionId = connectionId;
        this.poolGeneration = poolGeneration;
        this.demanded = demanded;
        this.startedNanos = startedNanos;
        this.services = services;
    }

    /** The number of the resource, from 1 in the order of creation. */
    public long connectionId() {
        return connectionId;
    }

    /**
     * The generation of the resource: the pool's when the opening began or, once the service is known, the service's.
     */
    public int generation() {
        return serviceId == null ? poolGeneration : serviceGeneration;
    }

    /** The service named by {@link #joinService}, or null. */
    public @Nullable Object serviceId() {
        return serviceId;
    }

    /**
     * Names the service behind the load balancer that the resource talks to; to be called as soon as the reply to hello
     * tells it (load balancer specification, "Initial Handshake Errors").
     *
     * @return the generation of that service, from now on the one of this request
     * @throws IllegalStateException if the service has been named already
     */
    public int joinService(Object id) {
        if (serviceId != null) {
            throw new IllegalStateException("The service of connection " + connectionId + " is known already");
        }
        serviceId = id;
        serviceGeneration = services.join(id);
        return serviceGeneration;
    }

    /** Whether the resource is still of use; not after a clear that interrupts what is under way. Any thread may ask. */
    public boolean wanted() {
        return !ended.get();
    }

    /** True for one caller only: who tells how the opening ended. */
    boolean end() {
        return ended.compareAndSet(false, true);
    }

    int poolGeneration() {
        return poolGeneration;
    }

    /** Whether a waiter asked, rather than upkeep. */
    boolean demanded() {
        return demanded;
    }

    long startedNanos() {
        return startedNanos;
    }
}
