package dev.weft.quickstart;

import dev.weft.testbed.EmbeddedServer;
import java.util.concurrent.CountDownLatch;

/**
 * A server for one's first programs where none is installed: the embedded one, on a port of one's choice, until the process is ended. It
 * keeps everything in memory, and is there for trying things out: it is neither fast nor safe.
 */
public final class LocalServer {
    private LocalServer() {}

    /** Argument: the port, that of MongoDB unless said otherwise; 0 takes a free one. */
    public static void main(String[] args) throws InterruptedException {
        int port = args.length == 0 ? 27017 : Integer.parseInt(args[0]);
        try (var server = EmbeddedServer.builder().port(port).start()) {
            System.out.println("Serving at " + server.uri() + " until you end it (Ctrl-C); nothing is kept.");
            new CountDownLatch(1).await();
        }
    }
}
