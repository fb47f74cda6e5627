package dev.weft.settings;

import dev.weft.Secret;
import dev.weft.error.BadConfigException;
import java.util.Optional;

/**
 * Who a client is and how it proves it, one record per mechanism of the Authentication specification. No credential prints
 * its password.
 */
public sealed interface Credential {
    /** The database that users from outside of the deployment belong to. */
    String EXTERNAL = "$external";

    /** {@return the mechanism's name, as servers know it; empty when it is agreed on with the server} */
    Optional<String> mechanism();

    /** {@return the database the user belongs to} */
    default String source() {
        return EXTERNAL;
    }

    /**
     * A user and a password that the deployment knows, proven without sending the password.
     *
     * @param user the user's name, not empty
     * @param password the password
     * @param source the database the user belongs to
     * @param hash the hash of the exchange; empty: SHA-256 for users who have it, SHA-1 otherwise
     */
    record Scram(String user, Secret password, String source, Optional<Hash> hash) implements Credential {
        /** What passwords are hashed with. */
        public enum Hash {
            /** {@code SCRAM-SHA-1}. */
            SHA_1(Mechanism.SCRAM_SHA_1),
            /** {@code SCRAM-SHA-256}. */
            SHA_256(Mechanism.SCRAM_SHA_256);

            private final Mechanism mechanism;

            Hash(Mechanism mechanism) {
                this.mechanism = mechanism;
            }
        }

        /**
         * Checks the names.
         *
         * @throws BadConfigException when user or source is empty
         */
        public Scram {
            Checks.named("user and password", user);
            Checks.named("authSource", source);
        }

        /**
         * The same user of another database.
         *
         * @param database the database the user belongs to
         * @return a copy
         */
        public Scram source(String database) {
            return new Scram(user, password, database, hash);
        }

        /**
         * The same with this hash and no other.
         *
         * @param only the hash
         * @return a copy
         */
        public Scram hash(Hash only) {
            return new Scram(user, password, source, Optional.of(only));
        }

        @Override
        public Optional<String> mechanism() {
            return hash.map(h -> h.mechanism.word());
        }
    }

    /**
     * A user of a directory (LDAP). The password is sent as it is: use TLS.
     *
     * @param user the user's name, not empty
     * @param password the password
     * @param source the database the user belongs to
     */
    record Plain(String user, Secret password, String source) implements Credential {
        /**
         * Checks the names.
         *
         * @throws BadConfigException when user or source is empty
         */
        public Plain {
            Checks.named("user and password", user);
            Checks.named("authSource", source);
        }

        @Override
        public Optional<String> mechanism() {
            return Optional.of(Mechanism.PLAIN.word());
        }
    }

    /**
     * The certificate that the client shows in TLS.
     *
     * @param user the subject of the certificate; empty: the server takes it from the certificate
     */
    record X509(Optional<String> user) implements Credential {
        /**
         * Checks the name.
         *
         * @throws BadConfigException when there is a user and it is empty
         */
        public X509 {
            user.ifPresent(name -> Checks.named("user and password", name));
        }

        @Override
        public Optional<String> mechanism() {
            return Optional.of(Mechanism.X509.word());
        }
    }

    /**
     * A ticket of Kerberos.
     *
     * @param user the principal, not empty
     * @param password the password to get a ticket with; empty: there is a ticket already
     * @param serviceName the service of the server's principal, {@code mongodb} by default
     * @param serviceRealm the realm of the server's principal; empty: that of the user
     * @param serviceHost the host of the server's principal; empty: that of the connection
     * @param canonicalization how the host's name is made the one that Kerberos knows
     */
    record Gssapi(
            String user,
            Optional<Secret> password,
            String serviceName,
            Optional<String> serviceRealm,
            Optional<String> serviceHost,
            Canonicalization canonicalization)
            implements Credential {
        /** The service unless told otherwise. */
        public static final String DEFAULT_SERVICE = "mongodb";

        /** How a host's name is made the one that Kerberos knows. */
        public enum Canonicalization {
            /** Taken as it is; the default. */
            NONE("none"),
            /** Looked up once, for the name behind aliases. */
            FORWARD("forward"),
            /** Looked up, and the address looked up in turn. */
            FORWARD_AND_REVERSE("forwardAndReverse");

            private final String word;

            Canonicalization(String word) {
                this.word = word;
            }

            /** {@return the word of {@code CANONICALIZE_HOST_NAME}} */
            public String word() {
                return word;
            }
        }

        /**
         * Checks the names.
         *
         * @throws BadConfigException when user or service is empty
         */
        public Gssapi {
            Checks.named("user and password", user);
            Checks.named("authMechanismProperties", serviceName);
        }

        @Override
        public Optional<String> mechanism() {
            return Optional.of(Mechanism.GSSAPI.word());
        }
    }

    /** The identity that Amazon's cloud gives the program; found in its surroundings, never in a connection string. */
    record Aws() implements Credential {
        @Override
        public Optional<String> mechanism() {
            return Optional.of(Mechanism.AWS.word());
        }
    }

    /**
     * A token of OpenID Connect, got from where the program runs.
     *
     * @param user on Azure the client id of the identity; empty: the only one there is
     * @param environment where the program runs
     */
    record Oidc(Optional<String> user, Environment environment) implements Credential {
        /**
         * Checks that the parts agree.
         *
         * @throws BadConfigException when there is a user and it is empty, or in the environment for tests, which has one
         *     of its own
         */
        public Oidc {
            user.ifPresent(name -> Checks.named("user and password", name));
            if (user.isPresent() && environment instanceof Environment.Test) {
                throw new BadConfigException("user and password", "ENVIRONMENT test takes no user: leave it out");
            }
        }

        /** Where a program runs that gets a token from its surroundings. */
        public sealed interface Environment {
            /**
             * Microsoft's cloud.
             *
             * @param resource what the token is for, usually a URI
             */
            record Azure(String resource) implements Environment {}

            /**
             * Google's cloud.
             *
             * @param resource what the token is for, usually a URI
             */
            record Gcp(String resource) implements Environment {}

            /** A cluster of Kubernetes. */
            record Kubernetes() implements Environment {}

            /** A file that the environment variable {@code OIDC_TOKEN_FILE} names; for tests of drivers. */
            record Test() implements Environment {}
        }

        @Override
        public Optional<String> mechanism() {
            return Optional.of(Mechanism.OIDC.word());
        }
    }

    /**
     * A user and a password that the deployment knows, of the database {@code admin} unless {@link Scram#source} says
     * otherwise.
     *
     * @param user the user's name
     * @param password the password
     * @return the credential
     */
    static Scram scram(String user, Secret password) {
        return new Scram(user, password, "admin", Optional.empty());
    }

    /**
     * A user of a directory.
     *
     * @param user the user's name
     * @param password the password
     * @return the credential
     */
    static Plain plain(String user, Secret password) {
        return new Plain(user, password, EXTERNAL);
    }

    /** {@return the certificate that the client shows in TLS} */
    static X509 x509() {
        return new X509(Optional.empty());
    }

    /**
     * A ticket of Kerberos, that the program has already.
     *
     * @param user the principal
     * @return the credential
     */
    static Gssapi gssapi(String user) {
        return new Gssapi(
                user,
                Optional.empty(),
                Gssapi.DEFAULT_SERVICE,
                Optional.empty(),
                Optional.empty(),
                Gssapi.Canonicalization.NONE);
    }

    /** {@return the identity that Amazon's cloud gives the program} */
    static Aws aws() {
        return new Aws();
    }

    /**
     * A token of OpenID Connect.
     *
     * @param environment where the program runs
     * @return the credential
     */
    static Oidc oidc(Oidc.Environment environment) {
        return new Oidc(Optional.empty(), environment);
    }
}
