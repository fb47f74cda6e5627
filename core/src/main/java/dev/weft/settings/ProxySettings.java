package dev.weft.settings;

import dev.weft.Secret;
import dev.weft.error.BadConfigException;
import java.util.Optional;

/**
 * The SOCKS5 proxy that connections go through (SOCKS5 Support specification).
 *
 * @param host its name or address
 * @param port where it listens, 1 to 65535
 * @param username who it lets through; empty: it asks nobody
 * @param password the password of the user; there exactly if there is a user
 */
public record ProxySettings(String host, int port, Optional<String> username, Optional<Secret> password) {
    /** Where proxies listen unless told otherwise. */
    public static final int DEFAULT_PORT = 1080;

    /**
     * Checks that the parts agree.
     *
     * @throws BadConfigException when the host is empty, the port out of range, or user and password do not come together
     */
    public ProxySettings {
        if (host.isEmpty()) {
            throw new BadConfigException("proxyHost", "is empty: name the proxy, or leave all proxy options out");
        }
        if (port < 1 || port > 65_535) {
            throw new BadConfigException("proxyPort", port + " is out of range: use 1 to 65535");
        }
        if (username.isPresent() != password.isPresent()) {
            throw new BadConfigException(
                    username.isPresent() ? "proxyUsername" : "proxyPassword",
                    "needs " + (username.isPresent() ? "proxyPassword" : "proxyUsername")
                            + " beside it: give both or none");
        }
    }

    /** The form for a proxy. */
    public static final class Builder {
        private Optional<String> host = Optional.empty();
        private Optional<Integer> port = Optional.empty();
        private Optional<String> username = Optional.empty();
        private Optional<Secret> password = Optional.empty();

        Builder() {}

        Builder(ProxySettings from) {
            host = Optional.of(from.host);
            port = Optional.of(from.port);
            username = from.username;
            password = from.password;
        }

        /** Empty when nothing was said. */
        Optional<ProxySettings> settings() {
            if (host.isPresent()) {
                return Optional.of(new ProxySettings(host.get(), port.orElse(DEFAULT_PORT), username, password));
            }
            if (port.isPresent() || username.isPresent() || password.isPresent()) {
                throw new BadConfigException(
                        port.isPresent() ? "proxyPort" : username.isPresent() ? "proxyUsername" : "proxyPassword",
                        "is given without proxyHost: name the proxy, or leave all proxy options out");
            }
            return Optional.empty();
        }

        /**
         * Sets the proxy's name or address.
         *
         * @param name not empty; without it no other part of the form may be set
         * @return this form
         */
        public Builder host(String name) {
            host = Optional.of(name);
            return this;
        }

        /**
         * Sets where the proxy listens.
         *
         * @param number 1 to 65535; 1080 unless set
         * @return this form
         */
        public Builder port(int number) {
            port = Optional.of(number);
            return this;
        }

        /**
         * Sets who the proxy lets through.
         *
         * @param name the user's name; needs a password beside it
         * @return this form
         */
        public Builder username(String name) {
            username = Optional.of(name);
            return this;
        }

        /**
         * Sets the password of the user.
         *
         * @param secret the password; needs a user beside it
         * @return this form
         */
        public Builder password(Secret secret) {
            password = Optional.of(secret);
            return this;
        }
    }
}
