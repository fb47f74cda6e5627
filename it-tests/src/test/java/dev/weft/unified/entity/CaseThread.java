package dev.weft.unified.entity;

import dev.weft.unified.match.Mismatch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A thread that runs operations beside the case, one after the other ("thread"). The first that fails ends it. */
public final class CaseThread {
    /** What is to be run; nothing means that no more will come. */
    private final BlockingQueue<Optional<Runnable>> operations = new LinkedBlockingQueue<>();

    private final String name;
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    CaseThread(String name) {
        this.name = name;
        this.thread = Thread.ofVirtual().name("unified-" + name).start(this::loop);
    }

    public void run(Runnable operation) {
        operations.add(Optional.of(operation));
    }

    /** Waits for the last operation and throws what went wrong. */
    public void finish(Duration limit) {
        operations.add(Optional.empty());
        try {
            if (!thread.join(limit)) {
                throw new Mismatch("thread " + name, "still runs after " + limit.toSeconds() + " s");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while thread " + name + " runs", stop);
        }
        switch (failure) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    /** Ends it whatever it does; the case is over. */
    void abandon() {
        operations.clear();
        operations.add(Optional.empty());
        thread.interrupt();
    }

    private void loop() {
        try {
            for (var next = operations.take(); next.isPresent(); next = operations.take()) {
                next.get().run();
            }
        } catch (InterruptedException abandoned) {
            Thread.currentThread().interrupt();
        } catch (Throwable failed) {
            failure = failed;
        }
    }
}
