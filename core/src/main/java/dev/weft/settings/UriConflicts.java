package dev.weft.settings;

import dev.weft.error.BadConfigException;
import dev.weft.settings.MongoUri.Option;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What may not stand together in one connection string, whatever the values say. What only settings of certain values
 * contradict is checked by the settings themselves, so that it holds for code too.
 */
final class UriConflicts {
    private static final String INSECURE = "tlsInsecure";
    private static final String CERTIFICATES = "tlsAllowInvalidCertificates";
    private static final String REVOCATION = "tlsDisableCertificateRevocationCheck";
    private static final String OCSP = "tlsDisableOCSPEndpointCheck";

    /** URI Options specification, "Conflicting TLS options", 1 to 7. */
    static final List<List<String>> PAIRS = List.of(
            List.of(INSECURE, CERTIFICATES),
            List.of(INSECURE, "tlsAllowInvalidHostnames"),
            List.of(INSECURE, OCSP),
            List.of(INSECURE, REVOCATION),
            List.of(CERTIFICATES, OCSP),
            List.of(CERTIFICATES, REVOCATION),
            List.of(OCSP, REVOCATION));

    /** SOCKS5 Support specification's data: a second value would lead elsewhere, or show a password to somebody else. */
    static final List<String> ONCE = List.of("proxyHost", "proxyPort", "proxyUsername", "proxyPassword");

    private UriConflicts() {}

    static void check(List<Option> options) {
        Set<String> keys = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (Option option : options) {
            if (!keys.add(option.key())) {
                twice.add(option.key());
            }
        }
        for (List<String> pair : PAIRS) {
            if (keys.contains(key(pair.get(0))) && keys.contains(key(pair.get(1)))) {
                throw new BadConfigException(
                        pair.get(0),
                        "and " + pair.get(1) + " exclude each other, whatever they say: leave one of them out");
            }
        }
        for (String option : ONCE) {
            if (twice.contains(key(option))) {
                throw new BadConfigException(option, "is given more than once: give it once");
            }
        }
        sameEverywhere(options);
    }

    // "All instances of tls and ssl in the URI options do not have the same value" (number 8).
    private static void sameEverywhere(List<Option> options) {
        Set<String> values = new HashSet<>();
        for (Option option : options) {
            if (UriOption.key(option.key()).equals("tls")) {
                values.add(UriValue.FLAG
                        .reader()
                        .read(option.value(), remark -> {})
                        .map(String::valueOf)
                        .orElse(option.value()));
            }
        }
        if (values.size() > 1) {
            throw new BadConfigException(
                    "tls", "tls and ssl mean the same and say different things: leave one of them out");
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
