package dev.weft.unified.event;

import dev.weft.event.CommandEvent;
import dev.weft.event.MongoEvent;
import dev.weft.event.PoolEvent;
import dev.weft.event.TopologyEvent;
import dev.weft.settings.ClientSettings;
import dev.weft.unified.file.EntitySpec;
import dev.weft.unified.file.EventKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.bson.BsonDocument;

/** What one client published, as far as its definition says to observe it, and how many of its connections are out. */
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
    private int checkedOut;

    public EventLog(EntitySpec.Client spec) {
        observed =
                spec.observeEvents().isEmpty() ? EnumSet.noneOf(EventKind.class) : EnumSet.copyOf(spec.observeEvents());
        ignored = Set.copyOf(spec.ignoredCommands());
        sensitiveToo = spec.observeSensitiveCommands();
        recording = spec.awaitMinPoolSizeMillis().isEmpty();
    }

    /** Registers for what is observed, and for what is counted for every client. */
    public void listenTo(ClientSettings.Builder settings) {
        if (observed.stream().anyMatch(kind -> kind.family() == EventKind.Family.COMMAND)) {
            settings.listen(CommandEvent.class, this::accept);
        }
        settings.listen(PoolEvent.class, this::accept);
        settings.listen(TopologyEvent.class, this::accept);
    }

    /** From now on events count; they count from the beginning unless the pools are to be filled first. */
    public void start() {
        locked(() -> recording = true);
    }

    /** From now on no event counts: the operations are done. */
    public void stop() {
        locked(() -> recording = false);
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
            return List.copyOf(events);
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

    public int connectionsCheckedOut() {
        lock.lock();
        try {
            return checkedOut;
        } finally {
            lock.unlock();
        }
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
            if (event instanceof PoolEvent.CheckedOut) {
                checkedOut++;
            } else if (event instanceof PoolEvent.CheckedIn) {
                checkedOut--;
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
