package dev.weft.core.cluster;

import dev.weft.error.BadConfigException;
import dev.weft.settings.ClientSettings;

/**
 * What settings can ask for and this version cannot do. It is refused when a client is opened, not when settings are read: who only reads or
 * compares settings needs no server. To go on without would be less safe, or lead elsewhere.
 */
final class Unsupported {
    private Unsupported() {}

    /**
     * Refuses the first such option.
     *
     * @throws BadConfigException with the name of the option
     */
    static void refuse(ClientSettings settings) {
        settings.credential()
                .ifPresent(credential -> refuse(
                        true,
                        credential.mechanism().isPresent() ? "authMechanism" : "user and password",
                        "authentication"));
        refuse(
                settings.tls().enabled(),
                "tls",
                "TLS, which mongodb+srv and any option that begins with tls turn on and tls=false turns off");
        refuse(!settings.compression().compressors().isEmpty(), "compressors", "compression");
        refuse(settings.servers().loadBalanced(), "loadBalanced", "load balancers");
        refuse(settings.proxy().isPresent(), "proxyHost", "proxies");
    }

    private static void refuse(boolean asked, String option, String what) {
        if (asked) {
            throw new BadConfigException(
                    option,
                    "this version of Weft cannot do " + what + ", and connecting without would not be what was asked:"
                            + " leave the option out, turn it off, or use a version that can");
        }
    }
}
