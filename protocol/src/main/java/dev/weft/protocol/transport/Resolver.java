package dev.weft.protocol.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. Called on the connecting caller's thread; may block it. */
@FunctionalInterface
public interface Resolver {
    /** All addresses in order of preference, at least one. */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** Asks the JDK, on the calling thread. A look-up of the JDK can be neither interrupted nor timed. */
    static Resolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
