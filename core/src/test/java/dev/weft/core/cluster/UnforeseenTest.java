package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.core.scope.Scope;
import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import dev.weft.core.topology.RttAverage;
import dev.weft.core.topology.TopologyRules;
import dev.weft.event.PoolEvent;
import dev.weft.pool.Purpose;
import dev.weft.protocol.testing.Scripts;
import dev.weft.protocol.transport.IoLoop;
import dev.weft.protocol.transport.Resolver;
import dev.weft.settings.ClientSettings;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What runs for a server goes on, and counts right, whatever fails in it that nobody has foreseen. */
@Timeout(30)
class UnforeseenTest {
    private final IoLoop loop = IoLoop.acquire();
    private final Scope scope = Scope.longLived("unforeseen");
    private final FakeMongod mongod = FakeMongod.standalone();
    private final AtomicBoolean broken = new AtomicBoolean();

    /** Fails when broken and asked for the time of an event. */
    private final NanoClock clock = new NanoClock() {
        @Override
        public long nanoTime() {
            return NanoClock.system().nanoTime();
        }

        @Override
        public Instant now() {
            failOnce();
            return NanoClock.system().now();
        }
    };

    @AfterEach
    void close() {
        scope.close();
        mongod.close();
        loop.release();
    }

    private void failOnce() {
        if (broken.compareAndSet(true, false)) {
            throw new IllegalStateException("unforeseen");
        }
    }

    private Engine engine(String options) {
        var settings = ClientSettings.of(mongod.uri(options), form -> form.listen(PoolEvent.class, event -> {}));
        Resolver names = host -> {
            failOnce();
            return Resolver.system().resolve(host);
        };
        return TestEngine.of(settings, scope, loop, clock, names);
    }

    @Test
    void roundTripsAreMeasuredAgainAfterOneThatFailed() {
        var engine = engine("heartbeatFrequencyMS=500");
        var server = new Server(mongod.address(), engine, new TopologyKeeper(engine));
        server.describe(TopologyRules.describe(mongod.address(), Scripts.hello(), RttAverage.NONE, Instant.EPOCH));
        broken.set(true);
        scope.fork("rtt", () -> {
            new RttMonitor(server, engine).run();
            return null;
        });
        Until.holds(() -> !server.roundTrips().recentNanos().isEmpty());
        assertEquals(false, broken.get());
        server.pool().close();
    }

    @Test
    void aPoolIsKeptAfterARunOfUpkeepThatFailed() {
        var engine = engine("minPoolSize=1&maxIdleTimeMS=200");
        var keeper = new TopologyKeeper(engine);
        var server = new Server(mongod.address(), engine, keeper);
        var watch = new Watch(server, engine, keeper);
        server.pool().ready();
        watch.start();
        Until.holds(() -> server.usage().idle() == 1);
        var accepted = mongod.scripted().accepted();
        // The next to ask for a time is the upkeep, which tells that it closes what was idle for too long.
        broken.set(true);
        Until.holds(() -> !broken.get());
        Until.holds(() -> mongod.scripted().accepted() > accepted + 1);
        watch.stop();
    }

    @Test
    void aCheckOutThatFailsCountsAsAnOperationNoMore() {
        var engine = engine("");
        var server = new Server(mongod.address(), engine, new TopologyKeeper(engine));
        server.pool().ready();
        broken.set(true);
        assertThrows(IllegalStateException.class, () -> server.checkOut(Purpose.OTHER, Deadline.none(engine.clock())));
        assertEquals(0, server.operationCount());
        server.pool().close();
    }
}
