package dev.weft.protocol.testing;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * A server on a free port of the loopback address that follows a script, made of our own codec's server half.
 *
 * <p>Its threads are platform threads, so that it answers even while a test keeps every carrier of virtual threads
 * busy. {@link #close()} ends and joins them all.
 */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listening;
    private final IntFunction<Script> scripts;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();

    private ScriptedServer(ServerSocket listening, IntFunction<Script> scripts) {
        this.listening = listening;
        this.scripts = scripts;
    }

    /** Follows the same script on every connection. */
    public static ScriptedServer start(Script script) {
        return startEach(ignored -> script);
    }

    /** Follows the script that belongs to a connection's number; the first is 0. */
    public static ScriptedServer startEach(IntFunction<Script> scripts) {
        try {
            var server = new ScriptedServer(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()), scripts);
            server.thread(server::accept, "accept");
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** A connection string without options. */
    public String uri() {
        return "mongodb://127.0.0.1:" + port() + "/";
    }

    /** Connections accepted so far. */
    public int accepted() {
        return accepted.get();
    }

    /** Connections open now. A connection leaves the count when its script has seen the client leave. */
    public int open() {
        return sockets.size();
    }

    /** What went wrong in scripts, assertions included; a client that leaves is nothing wrong. */
    public Queue<Throwable> failures() {
        return failures;
    }

    @Override
    public void close() {
        stopped.countDown();
        shut(listening);
        sockets.forEach(ScriptedServer::shut);
        boolean interrupted = false;
        for (Thread thread : threads) {
            for (; ; ) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                sockets.add(socket);
                int number = accepted.getAndIncrement();
                if (stopped.getCount() == 0) {
                    shut(socket);
                }
                thread(() -> serve(socket, scripts.apply(number)), "connection-" + number);
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    failures.add(e);
                }
            }
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.serve(new Peer(socket, stopped));
        } catch (EOFException | SocketException | InterruptedException clientLeftOrServerCloses) {
            // This is how every script ends that reads in a loop.
        } catch (IOException | RuntimeException | AssertionError e) {
            failures.add(e);
        } finally {
            sockets.remove(socket);
            threads.remove(Thread.currentThread());
        }
    }

    private void thread(Runnable task, String name) {
        Thread thread =
                Thread.ofPlatform().daemon().name("scripted-server-" + name).unstarted(task);
        threads.add(thread);
        thread.start();
    }

    private static void shut(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
