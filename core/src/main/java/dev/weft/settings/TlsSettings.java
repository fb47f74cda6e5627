package dev.weft.settings;

import dev.weft.Secret;
import dev.weft.error.BadConfigException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether and how connections are encrypted, and who is believed. Files are named here and read when a client is opened.
 *
 * @param enabled whether connections use TLS at all
 * @param allowInvalidCertificates whether a certificate is accepted that nobody trusted has signed, that has expired or was
 *     revoked; for tests only
 * @param allowInvalidHostnames whether a certificate is accepted that was made out to another name; for tests only
 * @param disableCertificateRevocationCheck whether nobody looks if a certificate was revoked
 * @param disableOcspEndpointCheck whether the issuer is not asked if a certificate was revoked; what the server brings along
 *     about that still counts
 * @param caFile a PEM file of the authorities to trust; empty: those of the Java runtime
 * @param certificateKeyFile a PEM file of the client's certificate and private key; empty: the client shows none
 * @param certificateKeyFilePassword what the private key is encrypted with; empty: it is not
 * @param crlFile a PEM file of revoked certificates; empty: none
 */
public record TlsSettings(
        boolean enabled,
        boolean allowInvalidCertificates,
        boolean allowInvalidHostnames,
        boolean disableCertificateRevocationCheck,
        boolean disableOcspEndpointCheck,
        Optional<Path> caFile,
        Optional<Path> certificateKeyFile,
        Optional<Secret> certificateKeyFilePassword,
        Optional<Path> crlFile) {
    /** What holds when nothing is said: no TLS. */
    public static final TlsSettings DEFAULTS = new TlsSettings(
            false, false, false, false, false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Checks that the parts agree (URI Options specification, "Conflicting TLS options").
     *
     * @throws BadConfigException when one part relaxes what another part is about
     */
    public TlsSettings {
        if (allowInvalidCertificates) {
            contradiction("tlsDisableCertificateRevocationCheck", disableCertificateRevocationCheck);
            contradiction("tlsDisableOCSPEndpointCheck", disableOcspEndpointCheck);
            contradiction("tlsCRLFile", crlFile.isPresent());
        }
        if (disableCertificateRevocationCheck && (disableOcspEndpointCheck || crlFile.isPresent())) {
            throw new BadConfigException(
                    disableOcspEndpointCheck ? "tlsDisableOCSPEndpointCheck" : "tlsCRLFile",
                    "means nothing when tlsDisableCertificateRevocationCheck is true: leave one of them out");
        }
    }

    private static void contradiction(String option, boolean given) {
        if (given) {
            throw new BadConfigException(
                    option,
                    "means nothing when invalid certificates are accepted (tlsInsecure, tlsAllowInvalidCertificates):"
                            + " leave one of them out");
        }
    }

    /** Whether anything but TLS itself is asked for. */
    boolean hasDetails() {
        return !new Builder(this).enabled(false).settings(false).equals(DEFAULTS);
    }

    /** The form for TLS. Whatever is set turns TLS on, unless {@link #enabled} says otherwise in the same form. */
    public static final class Builder {
        private final boolean before;
        private Optional<Boolean> enabled = Optional.empty();
        private boolean touched;
        private boolean invalidCertificates;
        private boolean invalidHostnames;
        private boolean noRevocationCheck;
        private boolean noOcspEndpointCheck;
        private Optional<Path> caFile;
        private Optional<Path> keyFile;
        private Optional<Secret> keyFilePassword;
        private Optional<Path> crlFile;

        Builder(TlsSettings from) {
            before = from.enabled;
            invalidCertificates = from.allowInvalidCertificates;
            invalidHostnames = from.allowInvalidHostnames;
            noRevocationCheck = from.disableCertificateRevocationCheck;
            noOcspEndpointCheck = from.disableOcspEndpointCheck;
            caFile = from.caFile;
            keyFile = from.certificateKeyFile;
            keyFilePassword = from.certificateKeyFilePassword;
            crlFile = from.crlFile;
        }

        TlsSettings settings(boolean implied) {
            return new TlsSettings(
                    enabled.orElse(before || touched || implied),
                    invalidCertificates,
                    invalidHostnames,
                    noRevocationCheck,
                    noOcspEndpointCheck,
                    caFile,
                    keyFile,
                    keyFilePassword,
                    crlFile);
        }

        boolean isOffInSpiteOfDetails() {
            return touched && enabled.isPresent() && !enabled.get();
        }

        private Builder touch() {
            touched = true;
            return this;
        }

        /**
         * Sets whether connections use TLS.
         *
         * @param yes unless set: true for {@code mongodb+srv} and when anything else of this form is set, false otherwise
         * @return this form
         */
        public Builder enabled(boolean yes) {
            enabled = Optional.of(yes);
            return this;
        }

        /**
         * Sets whether any certificate is accepted: {@link #allowInvalidCertificates} and {@link #allowInvalidHostnames} at
         * once, no check less and none more. For tests only.
         *
         * @param yes false unless set
         * @return this form
         */
        public Builder insecure(boolean yes) {
            return allowInvalidCertificates(yes).allowInvalidHostnames(yes);
        }

        /**
         * Sets whether a certificate is accepted that nobody trusted has signed, or that has expired. For tests only.
         *
         * @param yes false unless set
         * @return this form
         */
        public Builder allowInvalidCertificates(boolean yes) {
            invalidCertificates = yes;
            return touch();
        }

        /**
         * Sets whether a certificate is accepted that was made out to another name. For tests only.
         *
         * @param yes false unless set
         * @return this form
         */
        public Builder allowInvalidHostnames(boolean yes) {
            invalidHostnames = yes;
            return touch();
        }

        /**
         * Sets whether nobody looks if a certificate was revoked.
         *
         * @param yes false unless set
         * @return this form
         */
        public Builder disableCertificateRevocationCheck(boolean yes) {
            noRevocationCheck = yes;
            return touch();
        }

        /**
         * Sets whether the issuer is not asked if a certificate was revoked.
         *
         * @param yes false unless set
         * @return this form
         */
        public Builder disableOcspEndpointCheck(boolean yes) {
            noOcspEndpointCheck = yes;
            return touch();
        }

        /**
         * Sets who is trusted.
         *
         * @param pem a PEM file of certificates; those of the Java runtime unless set
         * @return this form
         */
        public Builder caFile(Path pem) {
            caFile = Optional.of(pem);
            return touch();
        }

        /**
         * Sets what the client shows the server.
         *
         * @param pem a PEM file of the certificate and its private key; none unless set
         * @return this form
         */
        public Builder certificateKeyFile(Path pem) {
            keyFile = Optional.of(pem);
            return touch();
        }

        /**
         * Sets what the private key is encrypted with.
         *
         * @param password the password; none unless set
         * @return this form
         */
        public Builder certificateKeyFilePassword(Secret password) {
            keyFilePassword = Optional.of(password);
            return touch();
        }

        /**
         * Sets which certificates are known to be revoked.
         *
         * @param pem a PEM file of revocation lists; none unless set
         * @return this form
         */
        public Builder crlFile(Path pem) {
            crlFile = Optional.of(pem);
            return touch();
        }
    }
}
