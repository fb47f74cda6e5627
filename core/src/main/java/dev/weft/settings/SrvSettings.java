package dev.weft.settings;

import dev.weft.error.BadConfigException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where DNS is asked for the hosts (Initial DNS Seedlist Discovery specification).
 *
 * @param host the name behind {@code mongodb+srv://}, in lower case
 * @param serviceName the service asked for: {@code _serviceName._tcp.host}
 * @param maxHosts how many of the hosts found are used at most; 0: all
 * @param undecided which of {@code authSource} and {@code loadBalanced} neither the connection string nor the code has
 *     decided, so that the TXT record of the name may
 */
public record SrvSettings(String host, String serviceName, int maxHosts, Set<String> undecided) {
    /** The service asked for unless told otherwise. */
    public static final String DEFAULT_SERVICE = "mongodb";

    // RFC 6335, section 5.1, save for the length: with the underscore in front 63 octets, the limit of a label.
    private static final Pattern SERVICE = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9]+(-[A-Za-z0-9]+)*");
    private static final int LONGEST_SERVICE = 62;

    /**
     * Checks the names.
     *
     * @throws BadConfigException when the host is no single name without a port, the service name no service name, or the
     *     number negative
     */
    public SrvSettings {
        host = host.toLowerCase(Locale.ROOT);
        undecided = Set.copyOf(undecided);
        if (host.isEmpty() || host.indexOf(',') >= 0 || host.indexOf(':') >= 0) {
            throw new BadConfigException("srvHost", "'" + host + "' must be one name, without a port");
        }
        if (!isServiceName(serviceName)) {
            throw new BadConfigException(
                    "srvServiceName",
                    "'" + serviceName + "' is no service name: use at most " + LONGEST_SERVICE
                            + " letters, digits and single hyphens within");
        }
        Checks.atLeast("srvMaxHosts", maxHosts, 0);
    }

    static boolean isServiceName(String text) {
        return text.length() <= LONGEST_SERVICE && SERVICE.matcher(text).matches();
    }
}
