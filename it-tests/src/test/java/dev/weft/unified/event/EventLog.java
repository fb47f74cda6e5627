package dev.weft.unified.event;

import dev.weft.ServerAddress;
import dev.weft.event.CommandEvent;
import dev.weft.event.MongoEvent;
import dev.weft.event.PoolEvent;
import dev.weft.event.TopologyEvent;
import dev.weft.settings.ClientSettings;
import dev.weft.unified.file.EntitySpec;
import dev.weft.unified.file.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.bson.BsonDocument;

/** What one client published, as far as its definition says to observe it. */
public final class EventLog {
    /** Command monitoring specification, "Security"; hello is known by its redacted body. */
    private static final Set<String> SENSITIVE = Set.of(
            "authenticate",
            "saslstart",
            "saslcontinue",
            "getnonce",
            "createuser",
            "updateuser",
            "copydbgetnonce",
            "copydbsaslstart",
            "copydb");

    private static final Set<String> HELLO = Set.of("hello", "ismaster");
    private static final String FAIL_POINT = "configureFailPoint";
    private static final long MOMENT_NANOS = 20_000_000;

    private final Set<EventKind> observed;
    private final Set<String> ignored;
    private final boolean sensitiveToo;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<MongoEvent> events = new ArrayList<>();
    private boolean recording;
    private Instant end = Instant.MAX;
    private Optional<ServerAddress> failPoint = Optional.empty();

    public EventLog(EntitySpec.Client spec) {
        observed =
                spec.observeEvents().isEmpty() ? EnumSet.noneOf(EventKind.class) : EnumSet.copyOf(spec.observeEvents());
        ignored = Set.copyOf(spec.ignoredCommands());
        sensitiveToo = spec.observeSensitiveCommands();
        recording = spec.awaitMinPoolSizeMillis().isEmpty();
    }

    /** Registers for all events: those that are not observed still say that something may have changed. */
    public void listenTo(ClientSettings.Builder settings) {
        settings.listen(CommandEvent.class, this::accept);
        settings.listen(PoolEvent.class, this::accept);
        settings.listen(TopologyEvent.class, this::accept);
    }

    /** From now on events count; they count from the beginning unless the pools are to be filled first. */
    public void start() {
        locked(() -> recording = true);
    }

    /**
     * Events that happened after now do not count: the operations are done. Some that happened before may still be on their way, for
     * events of pools and topologies are told by a thread of the client's; when it is closed, all have been told.
     */
    public void stop() {
        Instant now = Instant.now();
        locked(() -> end = now);
    }

    /** The events of one monitor, in order. */
    public List<MongoEvent> of(EventKind.Family family) {
        return copy().stream()
                .filter(event -> Kinds.of(event).family() == family)
                .toList();
    }

    /** All events, in order. */
    public List<MongoEvent> copy() {
        lock.lock();
        try {
            return events.stream().filter(event -> !event.at().isAfter(end)).toList();
        } finally {
            lock.unlock();
        }
    }

    /** The member that the last fail point was set on. */
    public Optional<ServerAddress> failPointServer() {
        lock.lock();
        try {
            return failPoint;
        } finally {
            lock.unlock();
        }
    }

    /** The commands sent, in order. */
    public Stream<BsonDocument> commands() {
        return copy().stream()
                .filter(CommandEvent.Started.class::isInstance)
                .map(event -> ((CommandEvent.Started) event).body());
    }

    /** Waits until something holds, asking again after each event of the client; says whether it came true in time. */
    public boolean await(Duration limit, BooleanSupplier holds) {
        long end = System.nanoTime() + limit.toNanos();
        lock.lock();
        try {
            while (!holds.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                // What is asked for may come true a moment after the event that tells of it.
                changed.awaitNanos(Math.min(left, MOMENT_NANOS));
            }
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void accept(MongoEvent event) {
        locked(() -> {
            if (event instanceof CommandEvent.Started started
                    && started.call().command().equals(FAIL_POINT)) {
                failPoint = Optional.of(started.call().server());
            }
            if (recording && Kinds.known(event) && observed.contains(Kinds.of(event)) && !hidden(event)) {
                events.add(event);
            }
            changed.signalAll();
        });
    }

    private boolean hidden(MongoEvent event) {
        if (!(event instanceof CommandEvent command)) {
            return false;
        }
        String name = command.call().command();
        return name.equals(FAIL_POINT) || ignored.contains(name) || (!sensitiveToo && isSensitive(command));
    }

    private boolean isSensitive(CommandEvent event) {
        String name = event.call().command().toLowerCase(Locale.ROOT);
        if (SENSITIVE.contains(name)) {
            return true;
        }
        // A hello is sensitive when it authenticates too; then its body and its reply are redacted to nothing.
        return HELLO.contains(name)
                && switch (event) {
                    case CommandEvent.Started started -> started.body().isEmpty();
                    case CommandEvent.Succeeded succeeded -> succeeded.reply().isEmpty();
                    case CommandEvent.Failed failed -> false;
                };
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
