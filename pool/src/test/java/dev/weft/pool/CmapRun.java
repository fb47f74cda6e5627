package dev.weft.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One run of a unit file by the rules of the suite's README. Time stands still but for {@code wait}, which moves it
 * once all threads have come to rest, and {@code waitForEvent}, which lets it creep while nothing happens.
 */
final class CmapRun {
    private static final long NEVER = -1;
    private static final Map<String, Class<? extends PoolException>> ERRORS = Map.of(
            "PoolClosedError", PoolException.Closed.class,
            "WaitQueueTimeoutError", PoolException.TimedOut.class,
            "PoolClearedError", PoolException.Cleared.class);

    private final BsonDocument file;
    private final ManualTime time = new ManualTime();
    private final Recorder recorder = new Recorder();
    private final Crew crew = new Crew();
    private final Map<String, Lease<Things.Thing>> leases = new ConcurrentHashMap<>();
    private final Map<String, Worker> workers = new ConcurrentHashMap<>();
    private final long timeoutMillis;
    private final long upkeepMillis;
    private final Pool<Things.Thing> pool;
    private @Nullable Thread upkeep;
    private volatile boolean over;

    /** A named thread of the file: runs what it is given, in order; an empty one ends it. */
    private record Worker(Thread thread, BlockingQueue<BsonDocument> tasks, List<PoolException> failures) {}

    CmapRun(BsonDocument file) {
        this.file = file;
        BsonDocument options = file.getDocument("poolOptions", new BsonDocument());
        timeoutMillis = number(options, "waitQueueTimeoutMS", 0);
        upkeepMillis = number(options, "backgroundThreadIntervalMS", 10);
        pool = new Pool<>(limits(options), new Things(), recorder, new PoolHost(time, crew, time));
    }

    private static PoolLimits limits(BsonDocument options) {
        return new PoolLimits(
                (int) number(options, "maxPoolSize", 100),
                (int) number(options, "minPoolSize", 0),
                (int) number(options, "maxConnecting", 2),
                number(options, "maxIdleTimeMS", 0) * 1_000_000,
                0,
                0);
    }

    private static long number(BsonDocument in, String name, long otherwise) {
        return in.containsKey(name) ? in.getNumber(name).longValue() : otherwise;
    }

    void run() throws Exception {
        if (upkeepMillis != NEVER) {
            upkeep = crew.start(this::keepUp);
        }
        PoolException error = null;
        try {
            for (BsonValue operation : file.getArray("operations")) {
                perform(operation.asDocument());
            }
        } catch (PoolException thrown) {
            error = thrown;
        } finally {
            over = true;
            wakeUpkeep();
            workers.values().forEach(worker -> worker.tasks.add(new BsonDocument()));
        }
        checkError(error);
        checkEvents();
        // Whoever still waits is set free, so that no thread outlives the run.
        pool.close();
        crew.join();
    }

    private void keepUp() {
        while (!over) {
            pool.maintain();
            Alarms.Alarm alarm = time.arm(Thread.currentThread(), time.in(upkeepMillis));
            if (!over) {
                LockSupport.park(this);
            }
            alarm.disarm();
        }
    }

    /** The next run of upkeep is due at once, as after a clear (CMAP, "Background Thread"). */
    private void wakeUpkeep() {
        LockSupport.unpark(upkeep);
    }

    private void perform(BsonDocument operation) throws Exception {
        if (operation.containsKey("thread")) {
            worker(operation, "thread").tasks.add(operation);
            return;
        }
        switch (operation.getString("name").getValue()) {
            case "start" -> startWorker(operation.getString("target").getValue());
            case "wait" -> pass(number(operation, "ms", 0));
            case "waitForThread" -> waitForThread(worker(operation, "target"));
            case "waitForEvent" -> waitForEvent(operation);
            default -> performOnPool(operation);
        }
    }

    private Worker worker(BsonDocument operation, String key) {
        String name = operation.getString(key).getValue();
        return present(workers.get(name), "thread " + name);
    }

    private static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            return fail("no such " + what);
        }
        return value;
    }

    private void performOnPool(BsonDocument operation) throws PoolException {
        String name = operation.getString("name").getValue();
        switch (name) {
            case "ready" -> pool.ready();
            case "clear" ->
                pool.clear(
                        new IOException("cleared by the test"),
                        operation.containsKey("interruptInUseConnections")
                                && operation
                                        .getBoolean("interruptInUseConnections")
                                        .getValue());
            case "close" -> pool.close();
            case "checkOut" -> {
                long deadline = timeoutMillis == 0 ? Long.MAX_VALUE : time.in(timeoutMillis);
                Lease<Things.Thing> lease = pool.acquire(Purpose.OTHER, deadline);
                if (operation.containsKey("label")) {
                    leases.put(operation.getString("label").getValue(), lease);
                }
            }
            case "checkIn" -> {
                String label = operation.getString("connection").getValue();
                present(leases.remove(label), "connection " + label).release();
            }
            default -> fail("the suite has learned a new operation: " + name);
        }
        wakeUpkeep();
    }

    private void startWorker(String name) {
        BlockingQueue<BsonDocument> tasks = new LinkedBlockingQueue<>();
        List<PoolException> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
        Thread thread = crew.start(() -> {
            for (BsonDocument task = tasks.take(); !task.isEmpty(); task = tasks.take()) {
                try {
                    performOnPool(task);
                } catch (PoolException failure) {
                    failures.add(failure);
                }
            }
        });
        workers.put(name, new Worker(thread, tasks, failures));
    }

    private void waitForThread(Worker worker) throws Exception {
        worker.tasks.add(new BsonDocument());
        Crew.await("the thread has ended", () -> !worker.thread.isAlive());
        if (!worker.failures.isEmpty()) {
            throw worker.failures.getFirst();
        }
    }

    private void pass(long millis) {
        Crew.await(
                "all threads are at rest",
                () -> workers.values().stream()
                        .allMatch(
                                worker -> worker.tasks.isEmpty() && worker.thread.getState() == Thread.State.WAITING));
        time.advance(millis);
    }

    private void waitForEvent(BsonDocument operation) {
        String type = operation.getString("event").getValue();
        // The files say PoolCleared where the event is called ConnectionPoolCleared.
        String name = type.startsWith("Pool") ? "Connection" + type : type;
        long count = number(operation, "count", 1);
        long giveUpAt = time.in(number(operation, "timeout", 60_000));
        for (int rounds = 0; recorder.count(name) < count; rounds++) {
            assertTrue(
                    time.getAsLong() < giveUpAt, () -> "waited in vain for " + operation + " in " + recorder.types());
            LockSupport.parkNanos(100_000);
            if (rounds % 20 == 19) {
                time.advance(5);
            }
        }
    }

    private void checkError(@Nullable PoolException error) {
        if (!file.containsKey("error")) {
            assertNull(error);
            return;
        }
        assertNotNull(error, "no error was thrown");
        BsonDocument expected = file.getDocument("error");
        assertEquals(ERRORS.get(expected.getString("type").getValue()), error.getClass());
        // Ours goes on with figures and advice.
        String message = String.valueOf(error.getMessage());
        assertTrue(message.startsWith(expected.getString("message").getValue()), message);
    }

    private void checkEvents() {
        List<String> ignored = file.getArray("ignore", new BsonArray()).stream()
                .map(each -> each.asString().getValue())
                .toList();
        List<Recorder.Event> actual = recorder.events.stream()
                .filter(each -> !ignored.contains(each.type()))
                .toList();
        int index = 0;
        for (BsonValue expected : file.getArray("events")) {
            assertTrue(index < actual.size(), "event " + index + " is missing in " + actual);
            check(expected.asDocument(), actual.get(index), "event " + index + " of " + actual);
            index++;
        }
    }

    private static void check(BsonDocument expected, Recorder.Event actual, String where) {
        for (Map.Entry<String, BsonValue> each : expected.entrySet()) {
            BsonValue value = each.getValue();
            boolean any = value instanceof BsonNumber number && number.intValue() == 42;
            switch (each.getKey()) {
                case "type" -> assertEquals(new BsonString(actual.type()), value, where);
                case "reason" -> assertEquals(value.asString().getValue(), actual.reason(), where);
                case "connectionId" ->
                    assertTrue(
                            any ? actual.connectionId() > 0 : value.asNumber().longValue() == actual.connectionId(),
                            where);
                case "duration" -> assertTrue(actual.durationNanos() >= 0, where);
                case "interruptInUseConnections" ->
                    assertEquals(value.asBoolean().getValue(), actual.interruptInUse(), where);
                // The pool knows no address: whoever owns it does, and adds it.
                case "address" -> assertTrue(any, where);
                case "options" -> checkOptions(any ? new BsonDocument() : value.asDocument(), actual, where);
                default -> fail("the suite has learned a new field: " + each.getKey());
            }
        }
    }

    private static void checkOptions(BsonDocument expected, Recorder.Event actual, String where) {
        PoolLimits limits = present(actual.options(), "options in " + where);
        BsonDocument seen = new BsonDocument()
                .append("maxPoolSize", new org.bson.BsonInt32(limits.maxSize()))
                .append("minPoolSize", new org.bson.BsonInt32(limits.minSize()))
                .append("maxIdleTimeMS", new org.bson.BsonInt32((int) (limits.maxIdleNanos() / 1_000_000)));
        expected.forEach((name, value) -> assertEquals(value, seen.get(name), where));
    }
}
