package dev.weft.core.cluster;

import dev.weft.core.connection.ConnectionOpener;
import dev.weft.core.scope.Scope;
import dev.weft.core.session.ClusterClock;
import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import dev.weft.core.time.Parking;
import dev.weft.pool.Alarms;
import dev.weft.protocol.transport.IoLoop;
import dev.weft.settings.ClientSettings;
import dev.weft.settings.MonitoringMode;
import java.util.concurrent.locks.LockSupport;
import org.bson.types.ObjectId;

/**
 * What the parts of one client's cluster share.
 *
 * @param settings the client's
 * @param clock what everybody reads
 * @param parking how everybody waits
 * @param alarms wakes who waits in a pool's line
 * @param scope where the threads of the client live; closed with it
 * @param opener opens connections
 * @param events delivers events
 * @param clusterTime the newest cluster time seen
 * @param streams whether servers that can may tell by themselves when something changes
 * @param id identifies this client's view in events
 */
record Engine(
        ClientSettings settings,
        NanoClock clock,
        Parking parking,
        Alarms alarms,
        Scope scope,
        ConnectionOpener opener,
        ClusterLoop events,
        ClusterClock clusterTime,
        boolean streams,
        TopologyId id) {
    ObjectId topologyId() {
        return id.get();
    }

    /** Function services freeze their processes between calls, which a stream would not survive (monitoring specification). */
    static boolean streams(MonitoringMode mode, boolean onFunctionService) {
        return switch (mode) {
            case STREAM -> true;
            case POLL -> false;
            case AUTO -> !onFunctionService;
        };
    }

    /** Parks untimed; the I/O loop, which does not depend on the scheduler of virtual threads, keeps the time. */
    static Parking parking(IoLoop loop) {
        return (blocker, deadlineNanos) -> {
            if (deadlineNanos == Deadline.NEVER) {
                LockSupport.park(blocker);
                return;
            }
            var alarm = loop.arm(Thread.currentThread(), deadlineNanos);
            try {
                LockSupport.park(blocker);
            } finally {
                alarm.disarm();
            }
        };
    }

    /** The alarms of the I/O loop, in the pool's words. */
    static Alarms alarms(IoLoop loop) {
        return (waiter, deadlineNanos) -> loop.arm(waiter, deadlineNanos)::disarm;
    }
}
