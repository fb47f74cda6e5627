package dev.weft.settings;

import dev.weft.Secret;
import dev.weft.ServerAddress;
import dev.weft.error.BadConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A connection string taken apart: syntax only, by the connection string specification. What the options mean is the
 * table's business. No message repeats the user or the password.
 *
 * @param srvHost the name behind {@code mongodb+srv://}; empty for {@code mongodb://}
 * @param hosts where to look first; empty for {@code mongodb+srv://}
 * @param user who to authenticate as, decoded
 * @param password the password, decoded
 * @param database the database behind the slash, decoded
 * @param options the options in order, keys in lower case, values decoded
 */
public record MongoUri(
        Optional<String> srvHost,
        List<ServerAddress> hosts,
        Optional<String> user,
        Optional<Secret> password,
        Optional<String> database,
        List<Option> options) {
    /** Connection String specification, "Auth Database". */
    static final String NEVER_IN_DATABASE = "/\\ \"$";

    private static final String NAME = "connection string";
    private static final String PLAIN = "mongodb://";
    private static final String SRV = "mongodb+srv://";
    private static final String ENCODE = "write @ as %40, : as %3A, / as %2F, ? as %3F, % as %25";

    /**
     * One key and its value.
     *
     * @param key in lower case
     * @param value decoded
     */
    public record Option(String key, String value) {
        // The value may be a secret (tlsCertificateKeyFilePassword, authMechanismProperties).
        @Override
        public String toString() {
            return key;
        }
    }

    /** Copies the lists. */
    public MongoUri {
        hosts = List.copyOf(hosts);
        options = List.copyOf(options);
    }

    /**
     * Takes a connection string apart.
     *
     * @param text the string
     * @return its parts
     * @throws BadConfigException when it breaks the syntax; the message says where, without user and password
     */
    public static MongoUri parse(String text) {
        boolean srv = text.startsWith(SRV);
        if (!srv && !text.startsWith(PLAIN)) {
            throw bad("it must begin with mongodb:// or mongodb+srv://");
        }
        String rest = text.substring(srv ? SRV.length() : PLAIN.length());
        int end = authorityEnd(rest);
        try {
            return parse(srv, rest, end);
        } catch (BadConfigException broken) {
            if (rest.indexOf('@', end) < 0) {
                throw broken;
            }
            // What looks like a host may be a password with a slash in it, so nothing that was read is shown.
            throw bad(
                    "it cannot be read, and an @ stands behind the first / or ?: user and password must be percent-encoded: "
                            + ENCODE);
        }
    }

    private static MongoUri parse(boolean srv, String rest, int end) {
        String authority = rest.substring(0, end);
        int question = rest.indexOf('?', end);
        int pathEnd = question < 0 ? rest.length() : question;
        int at = authority.lastIndexOf('@');
        Optional<String> user = Optional.empty();
        Optional<Secret> password = Optional.empty();
        if (at >= 0) {
            String userInfo = checkUserInfo(authority.substring(0, at));
            int colon = userInfo.indexOf(':');
            user = Optional.of(decode("the user name", colon < 0 ? userInfo : userInfo.substring(0, colon)));
            if (colon >= 0) {
                password = Optional.of(Secret.of(decode("the password", userInfo.substring(colon + 1))));
            }
        }
        String hosts = authority.substring(at + 1);
        return new MongoUri(
                srv ? Optional.of(srvName(hosts)) : Optional.empty(),
                srv ? List.of() : hosts(hosts),
                user,
                password,
                database(pathEnd > end ? rest.substring(end + 1, pathEnd) : ""),
                question < 0 ? List.of() : options(NAME, rest.substring(question + 1)));
    }

    private static int authorityEnd(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            if (rest.charAt(i) == '/' || rest.charAt(i) == '?') {
                return i;
            }
        }
        return rest.length();
    }

    private static String checkUserInfo(String userInfo) {
        int colon = userInfo.indexOf(':');
        if (userInfo.indexOf('@') >= 0 || (colon >= 0 && userInfo.indexOf(':', colon + 1) >= 0)) {
            throw bad("user and password must be percent-encoded: " + ENCODE);
        }
        if (colon == 0 || userInfo.isEmpty()) {
            throw bad("the user name before @ is empty: give one, or leave the @ out");
        }
        return userInfo;
    }

    private static String srvName(String host) {
        if (host.isEmpty() || host.indexOf(',') >= 0 || host.indexOf(':') >= 0) {
            throw bad("mongodb+srv takes one name, without a port");
        }
        return decode("the host", host).toLowerCase(Locale.ROOT);
    }

    private static List<ServerAddress> hosts(String text) {
        if (text.isEmpty()) {
            throw bad("no host is named; percent-encode the path of a Unix domain socket (%2Ftmp%2Fmongodb-27017.sock),"
                    + " and a / in a password (%2F)");
        }
        List<ServerAddress> hosts = new ArrayList<>();
        for (String raw : text.split(",", -1)) {
            String host = decode("a host", raw);
            if (host.indexOf('/') >= 0 && !host.endsWith(".sock")) {
                throw bad(
                        "host '" + host + "' is of no supported kind: the path of a Unix domain socket ends in .sock");
            }
            hosts.add(address(host));
        }
        return hosts;
    }

    // Without the @, what stands behind the colon may be a password, so it is not shown; nor is the cause, which shows
    // it.
    private static ServerAddress address(String host) {
        try {
            return ServerAddress.parse(host);
        } catch (IllegalArgumentException refused) {
            int colon = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
            throw bad((colon > 0 ? "host '" + host.substring(0, colon) + "'" : "a host")
                    + " cannot be read: write host, host:port or [::1]:port, ports from 1 to 65535");
        }
    }

    private static Optional<String> database(String raw) {
        if (raw.isEmpty()) {
            return Optional.empty();
        }
        if (raw.indexOf('@') >= 0) {
            // Most likely the end of a password with a slash in it.
            throw bad("the database name has an @ in it: " + ENCODE);
        }
        String name = decode("the database", raw);
        for (int i = 0; i < name.length(); i++) {
            if (NEVER_IN_DATABASE.indexOf(name.charAt(i)) >= 0) {
                throw bad("the database name has a character that is not allowed at position " + i
                        + ": avoid / \\ space \" and $");
            }
        }
        return Optional.of(name);
    }

    /** The options behind the question mark, or of another source in the same form. */
    static List<Option> options(String source, String text) {
        List<Option> options = new ArrayList<>();
        String[] pairs = text.split("&", -1);
        for (int i = 0; i < pairs.length; i++) {
            int equals = pairs[i].indexOf('=');
            if (pairs[i].isEmpty()) {
                continue;
            }
            if (equals <= 0) {
                // Counted and not shown: it may be what follows an & in a password.
                throw new BadConfigException(
                        source, "its option number " + (i + 1) + " is no key=value; write & in a value as %26");
            }
            String key = pairs[i].substring(0, equals);
            options.add(
                    new Option(key.toLowerCase(Locale.ROOT), decode("option " + key, pairs[i].substring(equals + 1))));
        }
        return options;
    }

    private static String decode(String what, String text) {
        Optional<String> plain = PercentCoding.decode(text);
        if (plain.isEmpty()) {
            throw bad(what + " must be percent-encoded: a % needs two hexadecimal digits behind it, write % as %25");
        }
        return plain.get();
    }

    private static BadConfigException bad(String what) {
        return new BadConfigException(NAME, what);
    }
}
