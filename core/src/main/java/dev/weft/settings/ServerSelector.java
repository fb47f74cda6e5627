package dev.weft.settings;

import dev.weft.topology.ServerDescription;
import dev.weft.topology.Topology;
import java.util.List;

/**
 * Narrows down which servers a call may go to (server selection specification, "serverSelector"): asked for every selection, after the read
 * preference has been heeded and before the latency window is.
 *
 * <p>Called on the threads of callers, many at a time, so it must be thread-safe and must not block. What it throws, the caller gets.
 */
@FunctionalInterface
public interface ServerSelector {
    /**
     * The servers that the call may go to.
     *
     * @param topology what is known of the deployment now
     * @param suitable the servers that will do for the call; never changed by whoever reads it
     * @return those of them that may be used; none makes the call wait until the topology changes. Others count for nothing
     */
    List<ServerDescription> select(Topology topology, List<ServerDescription> suitable);
}
