package dev.weft.settings;

import static dev.weft.settings.UriOption.option;

import dev.weft.error.BadConfigException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The options of authentication and TLS. */
final class SecurityRows {
    private static final String WORDS =
            Mechanism.BY_WORD.keySet().stream().sorted().collect(Collectors.joining(", "));
    private static final UriValue<Mechanism> MECHANISM =
            UriValue.of(WORDS, text -> Optional.of(mechanism(text)), Mechanism::word);
    private static final UriValue<String> SOURCE = UriValue.of(
                    "the name of a database, not empty", text -> Optional.of(source(text)), text -> text)
            .with(UriValue.Trait.EMPTY);
    private static final String FOR_TESTS = "; for tests only";

    static final List<UriOption<?>> ROWS = List.of(
            option(
                            "authMechanism",
                            MECHANISM,
                            "SCRAM, as the server prefers",
                            "how the client proves who it is; an unknown one is an error")
                    .with((d, v) -> d.mechanism = Optional.of(v), s -> parts(s).flatMap(CredentialParts::mechanism)),
            option(
                            "authMechanismProperties",
                            UriValue.PROPERTIES,
                            "none",
                            "what the mechanism needs besides, see below")
                    .with(
                            (d, v) -> d.properties = v,
                            s -> parts(s).map(CredentialParts::properties).filter(all -> !all.isEmpty())),
            option(
                            "authSource",
                            SOURCE,
                            "see below",
                            "the database the user belongs to; asks for nothing by itself; empty is an error")
                    .with((d, v) -> d.source = Optional.of(v), SecurityRows::source),
            option(
                            "tls",
                            UriValue.FLAG.with(UriValue.Trait.REPEATABLE),
                            "see below",
                            "whether connections are encrypted")
                    .with((d, v) -> d.form.tls(t -> t.enabled(v)), SecurityRows::tls),
            option(
                            "tlsAllowInvalidCertificates",
                            UriValue.FLAG,
                            "false",
                            "whether any certificate is believed" + FOR_TESTS)
                    .with(
                            (d, v) -> d.form.tls(t -> t.allowInvalidCertificates(v)),
                            flag(TlsSettings::allowInvalidCertificates)),
            option(
                            "tlsAllowInvalidHostnames",
                            UriValue.FLAG,
                            "false",
                            "whether a certificate of another name is believed" + FOR_TESTS)
                    .with(
                            (d, v) -> d.form.tls(t -> t.allowInvalidHostnames(v)),
                            flag(TlsSettings::allowInvalidHostnames)),
            option("tlsCAFile", UriValue.FILE, "those of the Java runtime", "a PEM file of the authorities to trust")
                    .with((d, v) -> d.form.tls(t -> t.caFile(v)), s -> s.tls().caFile()),
            option(
                            "tlsCertificateKeyFile",
                            UriValue.FILE,
                            "none",
                            "a PEM file of the client's certificate and private key")
                    .with(
                            (d, v) -> d.form.tls(t -> t.certificateKeyFile(v)),
                            s -> s.tls().certificateKeyFile()),
            option("tlsCertificateKeyFilePassword", UriValue.SECRET, "none", "what the private key is encrypted with")
                    .with(
                            (d, v) -> d.form.tls(t -> t.certificateKeyFilePassword(v)),
                            s -> s.tls().certificateKeyFilePassword()),
            option("tlsCRLFile", UriValue.FILE, "none", "a PEM file of lists of revoked certificates")
                    .with((d, v) -> d.form.tls(t -> t.crlFile(v)), s -> s.tls().crlFile()),
            option(
                            "tlsDisableCertificateRevocationCheck",
                            UriValue.FLAG,
                            "false",
                            "whether nobody looks if a certificate was revoked")
                    .with(
                            (d, v) -> d.form.tls(t -> t.disableCertificateRevocationCheck(v)),
                            flag(TlsSettings::disableCertificateRevocationCheck)),
            option(
                            "tlsDisableOCSPEndpointCheck",
                            UriValue.FLAG,
                            "false",
                            "whether the issuer is not asked if a certificate was revoked")
                    .with(
                            (d, v) -> d.form.tls(t -> t.disableOcspEndpointCheck(v)),
                            flag(TlsSettings::disableOcspEndpointCheck)),
            option(
                            "tlsInsecure",
                            UriValue.FLAG,
                            "false",
                            "`tlsAllowInvalidCertificates` and `tlsAllowInvalidHostnames` at once" + FOR_TESTS)
                    .with((d, v) -> d.form.tls(t -> t.insecure(v)), s -> Optional.empty()));

    private SecurityRows() {}

    private static Mechanism mechanism(String text) {
        Mechanism known = Mechanism.BY_WORD.get(text);
        if (known == null) {
            // Going on with another mechanism would show the password in a way that nobody asked for.
            throw new BadConfigException("authMechanism", "there is no '" + text + "': use one of " + WORDS);
        }
        return known;
    }

    private static String source(String text) {
        if (text.isEmpty()) {
            throw new BadConfigException("authSource", "is empty: name a database, or leave the option out");
        }
        return text;
    }

    private static Optional<CredentialParts> parts(ClientSettings settings) {
        return settings.credential().map(credential -> CredentialParts.of(credential, settings.database()));
    }

    // What is decided has to be said, though it is the default: otherwise a TXT record could say something else.
    private static Optional<String> source(ClientSettings settings) {
        boolean chosen = settings.credential()
                .filter(CredentialParts::leavesAChoiceOfSource)
                .isPresent();
        boolean decided = settings.srv()
                .filter(srv -> !srv.undecided().contains("authSource"))
                .isPresent();
        return chosen && decided
                ? settings.credential().map(Credential::source)
                : parts(settings).flatMap(CredentialParts::source);
    }

    private static Function<ClientSettings, Optional<Boolean>> flag(Predicate<TlsSettings> flag) {
        return settings -> Optional.of(flag.test(settings.tls()));
    }

    // Said when it is not what the rest of the string implies; and always for mongodb://, where encryption should be
    // seen.
    private static Optional<Boolean> tls(ClientSettings settings) {
        boolean srv = settings.srv().isPresent();
        boolean enabled = settings.tls().enabled();
        boolean implied = srv || settings.tls().hasDetails();
        return enabled == implied && (srv || !enabled) ? Optional.empty() : Optional.of(enabled);
    }
}
