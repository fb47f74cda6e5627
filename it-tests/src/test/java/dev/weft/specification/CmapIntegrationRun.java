package dev.weft.specification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weft.core.cluster.Checkout;
import dev.weft.core.cluster.DrivenPool;
import dev.weft.core.cluster.Until;
import dev.weft.error.MongoException;
import dev.weft.error.PoolUnavailableException;
import dev.weft.event.MongoEvent;
import dev.weft.event.PoolEvent;
import dev.weft.settings.ClientSettings;
import dev.weft.testbed.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** One run of an integration file by the rules of the suite's README. Time is the machine's. */
final class CmapIntegrationRun implements AutoCloseable {
    private static final String QUIET_MONITOR = "&serverMonitoringMode=poll&heartbeatFrequencyMS=600000&";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final BsonDocument END = new BsonDocument();

    private final BsonDocument file;
    private final Member member;
    private final List<PoolEvent> events = new CopyOnWriteArrayList<>();
    private final Map<String, Checkout> labelled = new ConcurrentHashMap<>();
    private final List<Checkout> unlabelled = new CopyOnWriteArrayList<>();
    private final Map<String, Worker> workers = new ConcurrentHashMap<>();
    private final DrivenPool pool;

    /** A named thread of the file: runs what it is given, in order; an empty one ends it. */
    private record Worker(Thread thread, BlockingQueue<BsonDocument> tasks, List<MongoException> failures) {}

    CmapIntegrationRun(BsonDocument file, Member member) {
        this.file = file;
        this.member = member;
        var options = new StringBuilder(member.uri()).append(QUIET_MONITOR);
        // How often upkeep runs is no option of a client's.
        file.getDocument("poolOptions").forEach((name, value) -> {
            if (!name.equals("backgroundThreadIntervalMS")) {
                options.append(name)
                        .append('=')
                        .append(value.isString() ? value.asString().getValue() : number(value))
                        .append('&');
            }
        });
        // The file says when the pool becomes ready, so the monitor must not: it finds the server closed, and rests.
        member.refuse();
        pool = new DrivenPool(ClientSettings.of(options.toString(), form -> form.listen(PoolEvent.class, events::add)));
        pool.awaitRest();
        member.accept();
        member.failPoint(file.getDocument("failPoint").toJson());
    }

    private static long number(BsonValue value) {
        return value.asNumber().longValue();
    }

    void run() throws Exception {
        MongoException error = null;
        try {
            for (BsonValue operation : file.getArray("operations")) {
                perform(operation.asDocument());
            }
        } catch (MongoException thrown) {
            error = thrown;
        }
        checkError(error);
        checkEvents();
    }

    private void perform(BsonDocument operation) throws Exception {
        if (operation.containsKey("thread")) {
            workers.get(operation.getString("thread").getValue()).tasks.add(operation);
            return;
        }
        switch (operation.getString("name").getValue()) {
            case "start" -> startWorker(operation.getString("target").getValue());
            case "wait" -> pause(Duration.ofMillis(number(operation.get("ms"))));
            case "waitForThread" ->
                waitForThread(workers.get(operation.getString("target").getValue()));
            case "waitForEvent" -> {
                String wanted = operation.getString("event").getValue();
                long count = number(operation.get("count"));
                await(
                        operation,
                        () -> events.stream()
                                        .filter(event -> type(event).equals(wanted))
                                        .count()
                                >= count);
            }
            default -> performOnPool(operation);
        }
    }

    private void await(BsonDocument what, BooleanSupplier condition) {
        var giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        Until.holds(() -> condition.getAsBoolean() || System.nanoTime() - giveUpAt > 0);
        assertTrue(condition.getAsBoolean(), () -> "waited in vain for " + what + ", saw " + events);
    }

    /** A file's pauses are part of what it tests: how long a handshake has been under way. */
    private static void pause(Duration time) throws InterruptedException {
        assertTrue(!new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void performOnPool(BsonDocument operation) {
        switch (operation.getString("name").getValue()) {
            case "ready" -> pool.ready();
            case "clear" ->
                pool.clear(operation.getBoolean("interruptInUseConnections").getValue());
            case "close" -> pool.closePool();
            case "checkOut" -> {
                Checkout checkout = pool.checkOut();
                if (operation.containsKey("label")) {
                    labelled.put(operation.getString("label").getValue(), checkout);
                } else {
                    unlabelled.add(checkout);
                }
            }
            case "checkIn" ->
                labelled.remove(operation.getString("connection").getValue()).close();
            default -> fail("the suite has learned a new operation: " + operation);
        }
    }

    private void startWorker(String name) {
        BlockingQueue<BsonDocument> tasks = new LinkedBlockingQueue<>();
        List<MongoException> failures = new CopyOnWriteArrayList<>();
        Thread thread = Thread.ofVirtual().name(name).start(() -> {
            try {
                for (BsonDocument task = tasks.take(); !task.isEmpty(); task = tasks.take()) {
                    performOnPool(task);
                }
            } catch (MongoException failure) {
                failures.add(failure);
            } catch (InterruptedException nobodyDoes) {
                Thread.currentThread().interrupt();
            }
        });
        workers.put(name, new Worker(thread, tasks, failures));
    }

    private static void waitForThread(Worker worker) throws InterruptedException {
        worker.tasks.add(END);
        worker.thread.join();
        if (!worker.failures.isEmpty()) {
            throw worker.failures.getFirst();
        }
    }

    private void checkError(@Nullable MongoException error) {
        if (!file.containsKey("error")) {
            assertNull(error);
            return;
        }
        assertNotNull(error, "no error was thrown");
        var thrown = (PoolUnavailableException) error;
        // Ours says the same in other words, with figures and advice.
        assertEquals(
                "WaitQueueTimeoutError",
                file.getDocument("error").getString("type").getValue());
        assertEquals(PoolUnavailableException.Reason.TIMED_OUT, thrown.reason());
        assertEquals(member.host(), thrown.usage().server().toString());
    }

    private void checkEvents() {
        List<String> ignored = new ArrayList<>();
        file.getArray("ignore", new BsonArray())
                .forEach(each -> ignored.add(each.asString().getValue()));
        List<BsonValue> expected = file.getArray("events").getValues();
        await(file, () -> relevant(ignored).size() >= expected.size());
        List<PoolEvent> actual = relevant(ignored);
        for (int i = 0; i < expected.size(); i++) {
            check(expected.get(i).asDocument(), actual.get(i), "event " + i + " of " + actual);
        }
    }

    private List<PoolEvent> relevant(List<String> ignored) {
        return events.stream().filter(event -> !ignored.contains(type(event))).toList();
    }

    private void check(BsonDocument expected, PoolEvent actual, String where) {
        BsonDocument seen = written(actual);
        expected.forEach((name, value) -> {
            boolean any = value instanceof BsonNumber number && number.intValue() == 42;
            assertTrue(any ? seen.containsKey(name) : value.equals(seen.get(name)), () -> name + " of " + where);
        });
    }

    /** The name of an event in the suite. */
    private static String type(MongoEvent event) {
        String name = event.getClass().getSimpleName();
        return switch (name) {
            case "PoolCreated", "PoolReady", "PoolCleared", "PoolClosed", "CheckOutStarted", "CheckOutFailed" ->
                "Connection" + name;
            case "CheckedOut", "CheckedIn" -> "Connection" + name;
            default -> name;
        };
    }

    private static BsonDocument written(PoolEvent event) {
        BsonDocument written = BsonDocument.parse("{type: '" + type(event) + "', address: '" + event.server() + "'}");
        BsonInt32 something = new BsonInt32(1);
        switch (event) {
            case PoolEvent.ConnectionCreated created -> written.append("connectionId", id(created.connection()));
            case PoolEvent.ConnectionReady ready ->
                written.append("connectionId", id(ready.connection())).append("duration", something);
            case PoolEvent.ConnectionClosed closed ->
                written.append("connectionId", id(closed.connection()))
                        .append("reason", new BsonString(closed.reason()));
            case PoolEvent.CheckedOut out ->
                written.append("connectionId", id(out.connection())).append("duration", something);
            case PoolEvent.CheckedIn in -> written.append("connectionId", id(in.connection()));
            case PoolEvent.CheckOutFailed failed ->
                written.append("reason", new BsonString(failed.reason())).append("duration", something);
            case PoolEvent.PoolCleared cleared ->
                written.append("interruptInUseConnections", BsonBoolean.valueOf(cleared.interruptInUse()));
            default -> {
                // The others say no more.
            }
        }
        return written;
    }

    private static BsonInt32 id(long connection) {
        return new BsonInt32((int) connection);
    }

    @Override
    public void close() {
        member.clearFailPoints();
        workers.values().forEach(worker -> worker.tasks.add(END));
        labelled.values().forEach(Checkout::close);
        unlabelled.forEach(Checkout::close);
        // Whoever still waits is sent away.
        pool.close();
        workers.values().forEach(worker -> Until.holds(() -> !worker.thread.isAlive()));
        unlabelled.forEach(Checkout::close);
    }
}
