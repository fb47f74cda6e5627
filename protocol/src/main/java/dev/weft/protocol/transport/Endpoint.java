package dev.weft.protocol.transport;

import java.nio.file.Path;

/** Where a server listens. */
public sealed interface Endpoint {
    /**
     * A host and a port; all addresses of the host are tried.
     *
     * @param host name or literal address
     * @param port 1 to 65535
     * @param resolver finds the addresses of the host
     */
    record Tcp(String host, int port, Resolver resolver) implements Endpoint {
        public Tcp {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port must be 1 to 65535, was " + port);
            }
        }

        @Override
        public String toString() {
            return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
        }
    }

    /** A Unix domain socket in the file system. */
    record Unix(Path path) implements Endpoint {
        @Override
        public String toString() {
            return path.toString();
        }
    }
}
