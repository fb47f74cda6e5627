package dev.weft.core.cluster;

import dev.weft.core.dns.LookUp;
import dev.weft.protocol.transport.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up the addresses of hosts on threads that nobody waits for, so that who connects can be interrupted and waits no longer than for a connection. */
final class DetachedResolver implements Resolver {
    private final Resolver names;
    private final LookUp lookUp;

    DetachedResolver(Resolver names, LookUp lookUp) {
        this.names = names;
        this.lookUp = lookUp;
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        return lookUp.ask(host, () -> names.resolve(host));
    }
}
