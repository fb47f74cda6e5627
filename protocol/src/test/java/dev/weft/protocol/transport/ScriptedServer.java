package dev.weft.protocol.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on a real loopback socket that does byte for byte what a test tells it to. Every connection is played by the
 * same script on a platform thread of its own, so that a test may hold all carriers of virtual threads.
 */
public final class ScriptedServer implements AutoCloseable {
    /** What a connection does; it is closed when the script returns or throws. */
    @FunctionalInterface
    public interface Script {
        void play(ScriptedPeer peer) throws IOException;
    }

    private final ServerSocket listening;
    private final Script script;
    private final List<ScriptedPeer> peers = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    private ScriptedServer(Script script) throws IOException {
        this.script = script;
        this.listening = new ServerSocket();
        // Before listening, so that every accepted socket has a small window from the start: a test that blocks a
        // writer need not send much.
        listening.setReceiveBufferSize(64 * 1024);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    }

    /** Begins to listen on a free port of the loopback address. */
    public static ScriptedServer start(Script script) throws IOException {
        ScriptedServer server = new ScriptedServer(script);
        Thread thread = Thread.ofPlatform().daemon().name("scripted-server").unstarted(server::acceptAll);
        server.threads.add(thread);
        thread.start();
        return server;
    }

    /** A server that answers every request with 40 bytes. */
    public static ScriptedServer echo() throws IOException {
        return start(peer -> {
            for (byte[] request = peer.read(); request.length > 0; request = peer.read()) {
                peer.reply(request, 20);
            }
        });
    }

    public int port() {
        return listening.getLocalPort();
    }

    public Endpoint endpoint() {
        return new Endpoint.Tcp("127.0.0.1", port(), Resolver.system());
    }

    public List<ScriptedPeer> peers() {
        return peers;
    }

    private void acceptAll() {
        try {
            for (; ; ) {
                Socket socket = listening.accept();
                ScriptedPeer peer = new ScriptedPeer(socket);
                peers.add(peer);
                Thread thread = Thread.ofPlatform()
                        .daemon()
                        .name("scripted-peer-" + socket.getPort())
                        .unstarted(() -> play(peer));
                threads.add(thread);
                thread.start();
            }
        } catch (IOException e) {
            // Closed by the test.
            return;
        }
    }

    private void play(ScriptedPeer peer) {
        try (peer) {
            script.play(peer);
        } catch (IOException e) {
            // The client hung up, which is its right.
            return;
        }
    }

    /** Hangs up on everybody and waits until all threads are gone. */
    @Override
    public void close() throws IOException {
        listening.close();
        for (ScriptedPeer peer : peers) {
            peer.close();
        }
        for (Thread thread : new ArrayList<>(threads)) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
