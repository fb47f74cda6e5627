package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.core.time.Deadline;
import dev.weft.core.topology.Criteria;
import dev.weft.error.TimedOutException;
import dev.weft.event.CommandEvent;
import dev.weft.pool.Purpose;
import dev.weft.settings.ClientSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A caller who has left its call but is held up on its way out, by a listener of the user's, while the late reply comes and the pool's one
 * connection goes to somebody else.
 */
@Timeout(30)
class LateCallerTest {
    private final CountDownLatch late = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicReference<Cluster> client = new AtomicReference<>();
    /** What the next caller does with the connection. */
    private final CompletableFuture<BsonDocument> next = new CompletableFuture<>();

    private FakeMongod server() {
        return FakeMongod.standalone().answering((peer, request) -> {
            switch (request.document().getFirstKey()) {
                case "find" -> late.await(10, TimeUnit.SECONDS);
                case "insert" -> answer.await(10, TimeUnit.SECONDS);
                default -> {}
            }
            peer.ok(request);
        });
    }

    /** A client whose caller is held up until the connection has drained and {@code meanwhile} is done. */
    private Cluster client(FakeMongod server, Runnable meanwhile) {
        Consumer<ClientSettings.Builder> form = settings -> settings.listen(CommandEvent.Failed.class, event -> {
            late.countDown();
            Until.holds(() -> client.get().pools().getFirst().idle() == 1);
            meanwhile.run();
        });
        var opened = server.connect("serverMonitoringMode=poll&maxPoolSize=1", form);
        client.set(opened);
        return opened;
    }

    private void startNext(FakeMongod server) {
        Thread.ofVirtual().start(() -> {
            try {
                next.complete(TestCommand.run(client.get(), "insert"));
            } catch (Throwable failure) {
                next.completeExceptionally(failure);
            }
        });
        Until.holds(() -> server.count("insert") == 1);
    }

    private static void leave(Cluster client) {
        assertThrows(
                TimedOutException.class,
                () -> TestCommand.run(client, "find", Deadline.in(Duration.ofMillis(200), client.nanoClock())));
    }

    @Test
    void whoComesLateDoesNotCloseTheConnectionUnderTheNextCaller() throws Exception {
        try (var server = server();
                var cluster = client(server, () -> startNext(server))) {
            TestCommand.run(cluster, "ping");
            leave(cluster);
            assertEquals(1, cluster.pools().getFirst().inUse());
            answer.countDown();
            assertEquals(1, next.get(10, TimeUnit.SECONDS).getNumber("ok").intValue());
            assertEquals(2, server.scripted().accepted(), "one monitor and one connection for all calls");
            assertDoesNotThrow(() -> TestCommand.run(cluster, "ping"));
        }
    }

    @Test
    void whoComesLateDoesNotLendTheConnectionOfTheNextCallerOnceMore() {
        var held = new AtomicReference<Checkout>();
        try (var server = server();
                var cluster = client(server, () -> held.set(takeIdle()))) {
            TestCommand.run(cluster, "ping");
            leave(cluster);
            var usage = cluster.pools().getFirst();
            assertEquals(1, usage.inUse());
            assertEquals(0, usage.idle());
            held.get().close();
            assertEquals(1, cluster.pools().getFirst().idle());
            assertEquals(0, cluster.pools().getFirst().inUse());
        }
    }

    private Checkout takeIdle() {
        var none = Deadline.none(client.get().nanoClock());
        return client.get().select(Criteria.WRITE, none).checkOut(Purpose.OTHER, none);
    }

    @Test
    void aCheckoutThatIsOverNeitherChangesNorCancelsWhatTheNextCallerDoes() throws Exception {
        try (var server = server();
                var cluster = client(server, () -> {})) {
            var over = takeIdle();
            over.close();
            startNext(server);
            over.purpose(Purpose.CURSOR);
            over.cancel();
            over.close();
            assertEquals(1, cluster.pools().getFirst().inUse());
            answer.countDown();
            assertEquals(1, next.get(10, TimeUnit.SECONDS).getNumber("ok").intValue());
        }
    }

    @Test
    void whatWasLeftIsNeitherCancelledNorGivenBackByWhoLeftIt() throws Exception {
        try (var server = server();
                var cluster = client(server, () -> startNext(server))) {
            var checkout = takeIdle();
            assertThrows(
                    TimedOutException.class,
                    () -> checkout.connection()
                            .exchange(
                                    DriverCommand.of("find", new BsonInt32(1), "admin"),
                                    Deadline.in(Duration.ofMillis(200), cluster.nanoClock())));
            checkout.purpose(Purpose.CURSOR);
            checkout.cancel();
            checkout.close();
            answer.countDown();
            assertEquals(1, next.get(10, TimeUnit.SECONDS).getNumber("ok").intValue());
            assertEquals(2, server.scripted().accepted());
        }
    }
}
