package dev.weft.pool;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Generation and number of resources of each service behind a load balancer (CMAP, "Load Balancer Mode"). Off the hot
 * path unless there are services.
 */
final class Services {
    private final ConcurrentHashMap<Object, Service> services = new ConcurrentHashMap<>();

    /** Counts one more resource of the service and tells the generation it belongs to. */
    int join(Object serviceId) {
        Service joined = services.compute(
                serviceId,
                (id, now) -> now == null ? new Service(0, 1) : new Service(now.generation, now.resources + 1));
        return joined.generation;
    }

    /** Counts one resource less; the last one takes the generation along, as the specification has it. */
    void leave(Object serviceId) {
        services.computeIfPresent(
                serviceId, (id, now) -> now.resources == 1 ? null : new Service(now.generation, now.resources - 1));
    }

    void clear(Object serviceId) {
        services.computeIfPresent(serviceId, (id, now) -> new Service(now.generation + 1, now.resources));
    }

    /** The generation of a service; 0 if it has no resource. */
    int generation(Object serviceId) {
        Service service = services.get(serviceId);
        return service == null ? 0 : service.generation;
    }

    int size() {
        return services.size();
    }

    private record Service(int generation, int resources) {}
}
