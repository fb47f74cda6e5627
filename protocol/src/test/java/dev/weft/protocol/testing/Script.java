package dev.weft.protocol.testing;

import java.io.IOException;

/** What a scripted server does with one connection. When it returns, the connection is closed. */
@FunctionalInterface
public interface Script {
    void serve(Peer peer) throws IOException, InterruptedException;
}
