package dev.weft.protocol.testing;

import dev.weft.protocol.OpMsg;
import java.io.IOException;

/** What a scripted server does with one request. */
@FunctionalInterface
public interface Answer {
    void answer(Peer peer, OpMsg request) throws IOException, InterruptedException;
}
