package dev.weft.protocol.transport;

import dev.weft.protocol.transport.TransportException.Broken;
import dev.weft.protocol.transport.TransportException.Facts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that reads: a platform daemon named {@code weft-io}, shared by all clients of the process.
 *
 * <p>It reads replies, frames them, wakes their callers and fires deadlines, and must not depend on the scheduler of
 * virtual threads: callers that are pinned or busy may hold every carrier. It never decodes, blocks, logs, runs user
 * code, or takes a lock that is held during I/O. It begins with the first {@link #acquire()} and is gone after the last
 * {@link #release()}.
 */
public final class IoLoop {
    /** No read or write sees more, because the JDK copies what it is given through a cached direct buffer. */
    static final int MAX_IO_BYTES = 128 * 1024;
    /** One connection gets no more of a turn, so that it cannot starve the others. */
    static final int MAX_TURN_BYTES = 256 * 1024;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final ReentrantLock LIFE = new ReentrantLock();
    private static @Nullable IoLoop current;

    /** Guarded by {@link #LIFE}, which the loop never takes. */
    private int references;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Alarms alarms = new Alarms(System.nanoTime());
    private final Spin spin =
            new Spin(Runtime.getRuntime().availableProcessors(), Spin.WINDOW_NANOS, System.nanoTime());
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(MAX_IO_BYTES);
    private final Consumer<SelectionKey> serve = this::serve;
    private final Thread thread = Thread.ofPlatform().daemon().name("weft-io").unstarted(this::run);
    private volatile Selector selector;
    private volatile boolean stopping;

    private IoLoop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("The I/O loop cannot open a selector; are there file descriptors left?", e);
        }
    }

    /** The loop of the process, started if there is none. Each call is paid back with one {@link #release()}. */
    public static IoLoop acquire() {
        LIFE.lock();
        try {
            IoLoop loop = current;
            if (loop == null) {
                loop = new IoLoop();
                loop.thread.start();
                current = loop;
            }
            loop.references++;
            return loop;
        } finally {
            LIFE.unlock();
        }
    }

    /** Ends the loop if this was the last reference: closes what is still open and waits until the thread is gone. */
    public void release() {
        LIFE.lock();
        try {
            if (references == 0) {
                throw new IllegalStateException("The I/O loop was released more often than acquired.");
            }
            if (--references > 0) {
                return;
            }
            current = null;
        } finally {
            LIFE.unlock();
        }
        stopping = true;
        wake();
        if (Thread.currentThread() != thread) {
            joinThread();
        }
    }

    /**
     * Unparks {@code waiter} once {@code deadlineNanos} of {@link System#nanoTime()} has passed, 1 to 5 ms late.
     * The waiter calls {@link Alarm#disarm()} when it no longer waits. {@code Long.MAX_VALUE} is no deadline.
     */
    public Alarm arm(Thread waiter, long deadlineNanos) {
        Alarm alarm = alarms.claim(waiter);
        set(alarm, deadlineNanos);
        if (stopping) {
            // The loop may have woken everybody before this alarm was there.
            alarm.disarm();
            throw new IllegalStateException("The I/O loop is closed.");
        }
        return alarm;
    }

    void set(Alarm alarm, long deadlineNanos) {
        if (alarms.set(alarm, deadlineNanos)) {
            wake();
        }
    }

    Alarms alarms() {
        return alarms;
    }

    Spin spin() {
        return spin;
    }

    Selector selector() {
        return selector;
    }

    boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /** Runs a short task of this package on the loop. */
    void submit(Runnable task) {
        tasks.add(task);
        wake();
    }

    /** A channel was closed: its key and its alarm are to be forgotten, and the descriptor freed. */
    void forget() {
        alarms.askForScan();
        wake();
    }

    void wake() {
        selector.wakeup();
    }

    /** The loop's own connections take part in its scans. */
    void add(Line line) {
        submit(() -> alarms.add(line));
        if (stopping) {
            // The loop may have run its last task before this one was there.
            line.fail(closed());
        }
    }

    private void run() {
        try {
            while (!stopping) {
                try {
                    turn();
                } catch (Throwable e) {
                    recover(e);
                }
            }
        } finally {
            end();
        }
    }

    private void turn() throws IOException {
        // Whoever interrupts this thread would make every select return at once.
        Thread.interrupted();
        runTasks();
        long now = System.nanoTime();
        long wait = alarms.untilScan(now);
        if (wait == 0) {
            // Look at every socket before judging anything late: after a pause of the whole process, the replies that
            // came in time are read first.
            selector.selectNow(serve);
            alarms.scan(now);
        } else if (wait == Alarm.NONE) {
            selector.select(serve);
        } else {
            selector.select(serve, (wait + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void serve(SelectionKey key) {
        Selected selected = (Selected) key.attachment();
        spin.saw(selected);
        try {
            selected.ready(key, scratch);
        } catch (CancelledKeyException e) {
            // Closed by another thread, which has told everybody.
            selected.fail(e);
        } catch (Throwable e) {
            // Even an Error harms no other connection.
            selected.fail(e);
        }
    }

    /** Nobody may hang because the loop stumbled: everything open is closed, and the loop starts afresh. */
    private void recover(Throwable e) {
        try {
            // A fault that comes back at once must not keep a processor busy.
            LockSupport.parkNanos(NANOS_PER_MILLI);
            failAll(new Broken("The I/O loop failed: " + TransportException.messageOf(e), new Facts(e, true, false)));
            selector.close();
            selector = Selector.open();
        } catch (Throwable again) {
            // Without a selector the loop still keeps the deadlines; every turn tries to open one.
            alarms.scan(System.nanoTime());
        }
    }

    private void failAll(Throwable cause) {
        for (Line line : new ArrayList<>(alarms.lines())) {
            line.fail(cause);
        }
        try {
            for (SelectionKey key : new ArrayList<>(selector.keys())) {
                if (key.attachment() instanceof Selected selected) {
                    selected.fail(cause);
                }
            }
        } catch (ClosedSelectorException e) {
            // Then its channels were failed before.
            return;
        }
    }

    private void end() {
        try {
            failAll(closed());
            selector.close();
            runTasks();
            failAll(closed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            alarms.fireAll();
        }
    }

    private void joinThread() {
        boolean interrupted = false;
        for (boolean gone = false; !gone; ) {
            try {
                thread.join();
                gone = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Broken closed() {
        return new Broken("The I/O loop is closed.", new Facts(null, true, false));
    }
}
