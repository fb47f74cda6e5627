package dev.weft;

import java.util.Locale;

/**
 * Where a server listens: a host name or IP address with a port, or the path of a Unix domain socket.
 *
 * @param host a name, an IPv4 address, an IPv6 address without brackets, or a path that ends in {@code .sock};
 *     names are kept in lower case, because addresses are compared that way
 * @param port 1 to 65535; 0 for a Unix domain socket
 */
public record ServerAddress(String host, int port) {
    /** The port servers listen on unless told otherwise. */
    public static final int DEFAULT_PORT = 27017;

    /**
     * Checks and normalises the address.
     *
     * @throws IllegalArgumentException when the host is empty or the port out of range
     */
    public ServerAddress {
        if (host.isEmpty()) {
            throw new IllegalArgumentException(
                    "an address needs a host; give a name, an IP address or a socket's path");
        }
        boolean socket = host.endsWith(".sock");
        if (socket ? port != 0 : port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " of '" + host + "' is out of range: "
                    + (socket ? "a Unix domain socket has port 0" : "use 1 to 65535"));
        }
        host = socket ? host : host.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads an address as servers and connection strings write it: {@code host}, {@code host:port},
     * {@code [::1]:port} or a path that ends in {@code .sock}.
     *
     * @param text the address, not percent-encoded
     * @return the address; port 27017 when none is written
     * @throws IllegalArgumentException when it is not of such a form
     */
    public static ServerAddress parse(String text) {
        if (text.endsWith(".sock")) {
            return new ServerAddress(text, 0);
        }
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0) {
                throw new IllegalArgumentException(
                        "'" + text + "' opens a bracket and does not close it: write [::1]:27017");
            }
            String rest = text.substring(end + 1);
            if (!rest.isEmpty() && rest.charAt(0) != ':') {
                throw new IllegalArgumentException("'" + text + "': only :port may follow the closing bracket");
            }
            return new ServerAddress(
                    text.substring(1, end), rest.isEmpty() ? DEFAULT_PORT : port(text, rest.substring(1)));
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new ServerAddress(text, DEFAULT_PORT);
        }
        if (text.indexOf(':', colon + 1) >= 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' has more than one colon: put an IPv6 address in brackets");
        }
        return new ServerAddress(text.substring(0, colon), port(text, text.substring(colon + 1)));
    }

    private static int port(String text, String digits) {
        boolean number = !digits.isEmpty() && digits.length() <= 5;
        for (int i = 0; number && i < digits.length(); i++) {
            number = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        if (!number) {
            throw new IllegalArgumentException("'" + text + "' has no valid port: use 1 to 65535");
        }
        return Integer.parseInt(digits);
    }

    // Written out: what the JDK derives for records costs a starting process some milliseconds at its first use.
    @Override
    public boolean equals(Object other) {
        return other instanceof ServerAddress same && port == same.port && host.equals(same.host);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    /** {@return whether this is the path of a Unix domain socket} */
    public boolean isUnixSocket() {
        return port == 0;
    }

    /** {@return the address as connection strings write it, paths undecorated} */
    @Override
    public String toString() {
        if (isUnixSocket()) {
            return host;
        }
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
