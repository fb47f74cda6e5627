package dev.weft.core.cluster;

import dev.weft.core.dns.SrvDiscovery;
import dev.weft.core.topology.TopologyRules;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/**
 * Asks DNS again and again which routers there are, as long as the topology may follow DNS at all: unknown or sharded (SRV polling specification). What
 * goes wrong is logged and changes nothing.
 *
 * <p>Runs on one thread, which alone touches its fields; ends with the client, when that thread is interrupted, and once the
 * topology is of another kind.
 */
final class SrvMonitor {

    private final SrvDiscovery discovery;
    private final int maxHosts;
    private final Engine engine;
    private final TopologyKeeper keeper;
    private final Outside outside;
    private List<String> toldOf = List.of();

    SrvMonitor(SrvDiscovery discovery, Engine engine, TopologyKeeper keeper, Outside outside) {
        this.discovery = discovery;
        this.maxHosts = engine.settings().srv().orElseThrow().maxHosts();
        this.engine = engine;
        this.keeper = keeper;
        this.outside = outside;
    }

    /** Asks for the first time after this pause, counted from now. */
    void run(Duration first) {
        var pause = first;
        while (outside.pace().rest(pause, keeper.pauses()) != Wakeable.End.STOPPED && follows()) {
            pause = rescan();
        }
    }

    private boolean follows() {
        var view = keeper.view();
        return !view.closed() && TopologyRules.followsDns(view.topology().type());
    }

    /** Returns how long to wait before the next time: until DNS has named a host, not longer than for a server. */
    private Duration rescan() {
        try {
            var found = discovery.again();
            tell(complaints(found));
            if (!found.hosts().isEmpty()) {
                keeper.rescanned(found.hosts(), maxHosts, outside.random().get());
                return found.rescanAfter();
            }
        } catch (UnknownHostException failure) {
            tell(List.of(String.valueOf(failure.getMessage())));
        } catch (RuntimeException unforeseen) {
            // Nobody would ask DNS ever again if this thread ended.
            tell(List.of("they could not be followed: " + unforeseen));
        }
        return engine.settings().servers().heartbeatFrequency();
    }

    private static List<String> complaints(SrvDiscovery.Found found) {
        if (found.hosts().isEmpty() && found.strangers().isEmpty()) {
            return List.of("there is no SRV record any more");
        }
        return found.strangers().stream()
                .map(stranger -> stranger + " is outside of the domain and is not used")
                .toList();
    }

    /** What is still wrong after another look is not told again: DNS may be out of order for a night. */
    private void tell(List<String> complaints) {
        if (!complaints.equals(toldOf) && !Thread.currentThread().isInterrupted()) {
            for (var complaint : complaints) {
                System.getLogger("dev.weft.core.cluster")
                        .log(
                                System.Logger.Level.WARNING,
                                "SRV records of {0}: {1}",
                                engine.settings().srv().orElseThrow().host(),
                                complaint);
            }
            toldOf = complaints;
        }
    }
}
