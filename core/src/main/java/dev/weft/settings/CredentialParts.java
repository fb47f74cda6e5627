package dev.weft.settings;

import dev.weft.Secret;
import dev.weft.error.BadConfigException;
import dev.weft.settings.Credential.Gssapi.Canonicalization;
import dev.weft.settings.Credential.Oidc.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A credential in the words of a connection string, and each mechanism's rules for them (Authentication specification,
 * "MongoCredential Properties").
 *
 * @param user who
 * @param password with which password
 * @param mechanism how; empty: agreed on with the server
 * @param source of which database; empty: the mechanism's default
 * @param properties the mechanism's properties, names in upper case
 */
record CredentialParts(
        Optional<String> user,
        Optional<Secret> password,
        Optional<Mechanism> mechanism,
        Optional<String> source,
        Map<String, String> properties) {
    private static final String USER = "user and password";
    private static final String PROPERTIES = "authMechanismProperties";
    private static final Pattern NAME = Pattern.compile("[A-Z_]{1,30}");
    private static final Map<String, Canonicalization> CANONICALIZATIONS = Map.of(
            "none", Canonicalization.NONE,
            "false", Canonicalization.NONE,
            "forward", Canonicalization.FORWARD,
            "forwardAndReverse", Canonicalization.FORWARD_AND_REVERSE,
            "true", Canonicalization.FORWARD_AND_REVERSE);

    /** The same credential, looked up in another database where its mechanism leaves a choice. */
    static Credential withSource(Credential credential, String source) {
        return switch (credential) {
            case Credential.Scram scram -> scram.source(source);
            case Credential.Plain plain -> new Credential.Plain(plain.user(), plain.password(), source);
            // Their users are all of one database, so a default has no say.
            case Credential.X509 other -> other;
            case Credential.Gssapi other -> other;
            case Credential.Aws other -> other;
            case Credential.Oidc other -> other;
        };
    }

    /** The credential, its source by default the database of the connection string where the mechanism allows one. */
    Credential credential(Optional<String> database) {
        if (mechanism.isEmpty()) {
            return scram(Optional.empty(), database);
        }
        return switch (mechanism.get()) {
            case SCRAM_SHA_1 -> scram(Optional.of(Credential.Scram.Hash.SHA_1), database);
            case SCRAM_SHA_256 -> scram(Optional.of(Credential.Scram.Hash.SHA_256), database);
            case PLAIN -> plain(database);
            case GSSAPI -> gssapi();
            case X509 -> x509();
            case AWS -> aws();
            case OIDC -> oidc();
        };
    }

    private Credential scram(Optional<Credential.Scram.Hash> hash, Optional<String> database) {
        allow();
        return new Credential.Scram(
                needUser(), needPassword(), source.or(() -> database).orElse("admin"), hash);
    }

    private Credential plain(Optional<String> database) {
        allow();
        return new Credential.Plain(
                needUser(), needPassword(), source.or(() -> database).orElse(Credential.EXTERNAL));
    }

    private Credential x509() {
        allow();
        external();
        refusePassword("the certificate is the proof");
        return new Credential.X509(user);
    }

    private Credential gssapi() {
        allow("SERVICE_NAME", "SERVICE_REALM", "SERVICE_HOST", "CANONICALIZE_HOST_NAME");
        external();
        String word = properties.getOrDefault("CANONICALIZE_HOST_NAME", "none");
        Canonicalization canonicalization = CANONICALIZATIONS.get(word);
        if (canonicalization == null) {
            throw new BadConfigException(
                    PROPERTIES,
                    "CANONICALIZE_HOST_NAME does not take '" + word + "': use none, forward or forwardAndReverse");
        }
        return new Credential.Gssapi(
                needUser(),
                password,
                properties.getOrDefault("SERVICE_NAME", Credential.Gssapi.DEFAULT_SERVICE),
                property("SERVICE_REALM"),
                property("SERVICE_HOST"),
                canonicalization);
    }

    // "If credentials are provided in the URI or client options, the driver MUST raise an error": those in the string
    // would
    // be long-lived ones, and the session token among the properties with them.
    private Credential aws() {
        allow();
        external();
        if (user.isPresent() || password.isPresent()) {
            throw new BadConfigException(
                    USER,
                    "MONGODB-AWS finds its keys in the surroundings of the program (AWS_ACCESS_KEY_ID, a role): leave them"
                            + " out of the connection string");
        }
        return new Credential.Aws();
    }

    private Credential oidc() {
        allow("ENVIRONMENT", "TOKEN_RESOURCE");
        external();
        refusePassword("the token is the proof");
        Optional<String> resource = property("TOKEN_RESOURCE");
        String name = property("ENVIRONMENT")
                .orElseThrow(() ->
                        new BadConfigException(PROPERTIES, "MONGODB-OIDC needs ENVIRONMENT: use azure, gcp or k8s"));
        Environment environment = switch (name) {
            case "azure" -> new Environment.Azure(needResource(name, resource));
            case "gcp" -> new Environment.Gcp(needResource(name, resource));
            case "k8s" -> new Environment.Kubernetes();
            case "test" -> new Environment.Test();
            default ->
                throw new BadConfigException(
                        PROPERTIES, "there is no ENVIRONMENT '" + name + "': use azure, gcp or k8s");
        };
        if (resource.isPresent() && !(name.equals("azure") || name.equals("gcp"))) {
            throw new BadConfigException(
                    PROPERTIES, "TOKEN_RESOURCE goes with ENVIRONMENT azure or gcp, not " + name + ": leave it out");
        }
        return new Credential.Oidc(user, environment);
    }

    private static String needResource(String environment, Optional<String> resource) {
        return resource.orElseThrow(() -> new BadConfigException(
                PROPERTIES, "ENVIRONMENT " + environment + " needs TOKEN_RESOURCE: say what the token is for"));
    }

    private Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }

    private String mechanismName() {
        return mechanism.map(Mechanism::word).orElse("the default mechanism (SCRAM)");
    }

    private String needUser() {
        return user.orElseThrow(() ->
                new BadConfigException(USER, mechanismName() + " needs a user: write mongodb://user:password@host"));
    }

    private Secret needPassword() {
        return password.orElseThrow(() -> new BadConfigException(
                USER, mechanismName() + " needs a password: write mongodb://user:password@host"));
    }

    private void refusePassword(String why) {
        if (password.isPresent()) {
            throw new BadConfigException(USER, mechanismName() + " takes no password, " + why + ": leave it out");
        }
    }

    private void external() {
        if (source.isPresent() && !source.get().equals(Credential.EXTERNAL)) {
            throw new BadConfigException(
                    "authSource",
                    "'" + source.get() + "' does not go with " + mechanismName() + ": leave it out, or use $external");
        }
    }

    /** Refuses properties the mechanism does not have, without their values: one may be a secret of another mechanism. */
    private void allow(String... names) {
        var unknown = new TreeSet<>(properties.keySet());
        unknown.removeAll(List.of(names));
        if (!unknown.isEmpty()) {
            // What does not look like a name may be a piece of a value that had a comma.
            String name = unknown.first();
            throw new BadConfigException(
                    PROPERTIES,
                    mechanismName() + " has no " + (NAME.matcher(name).matches() ? name : "such property") + ": "
                            + (names.length == 0 ? "leave it out" : "use " + String.join(", ", names)));
        }
    }

    /** The words for a credential; the source is left out where {@link #credential} would find the same. */
    static CredentialParts of(Credential credential, Optional<String> database) {
        CredentialParts said = switch (credential) {
            case Credential.Scram scram -> parts(Optional.of(scram.user()), Optional.of(scram.password()));
            case Credential.Plain plain -> parts(Optional.of(plain.user()), Optional.of(plain.password()));
            case Credential.X509 x509 -> parts(x509.user(), Optional.empty());
            case Credential.Gssapi gssapi -> parts(Optional.of(gssapi.user()), gssapi.password());
            case Credential.Aws nothing -> parts(Optional.empty(), Optional.empty());
            case Credential.Oidc oidc -> parts(oidc.user(), Optional.empty());
        };
        return new CredentialParts(
                said.user,
                said.password,
                credential.mechanism().map(Mechanism.BY_WORD::get),
                Optional.of(credential.source()).filter(source -> !source.equals(byDefault(credential, database))),
                properties(credential));
    }

    private static CredentialParts parts(Optional<String> user, Optional<Secret> password) {
        return new CredentialParts(user, password, Optional.empty(), Optional.empty(), Map.of());
    }

    /** Whether users of this mechanism may be of any database; all others are of {@code $external}. */
    static boolean leavesAChoiceOfSource(Credential credential) {
        return switch (credential) {
            case Credential.Scram scram -> true;
            case Credential.Plain plain -> true;
            case Credential.X509 x509 -> false;
            case Credential.Gssapi gssapi -> false;
            case Credential.Aws aws -> false;
            case Credential.Oidc oidc -> false;
        };
    }

    private static String byDefault(Credential credential, Optional<String> database) {
        return leavesAChoiceOfSource(credential)
                ? database.orElse(credential instanceof Credential.Scram ? "admin" : Credential.EXTERNAL)
                : Credential.EXTERNAL;
    }

    private static Map<String, String> properties(Credential credential) {
        return switch (credential) {
            case Credential.Gssapi gssapi -> properties(gssapi);
            case Credential.Oidc oidc -> properties(oidc.environment());
            case Credential.Scram none -> Map.of();
            case Credential.Plain none -> Map.of();
            case Credential.X509 none -> Map.of();
            case Credential.Aws none -> Map.of();
        };
    }

    private static Map<String, String> properties(Credential.Gssapi gssapi) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("SERVICE_NAME", gssapi.serviceName());
        gssapi.serviceRealm().ifPresent(realm -> properties.put("SERVICE_REALM", realm));
        gssapi.serviceHost().ifPresent(host -> properties.put("SERVICE_HOST", host));
        properties.put("CANONICALIZE_HOST_NAME", gssapi.canonicalization().word());
        return properties;
    }

    private static Map<String, String> properties(Environment environment) {
        return switch (environment) {
            case Environment.Azure azure -> Map.of("ENVIRONMENT", "azure", "TOKEN_RESOURCE", azure.resource());
            case Environment.Gcp gcp -> Map.of("ENVIRONMENT", "gcp", "TOKEN_RESOURCE", gcp.resource());
            case Environment.Kubernetes kubernetes -> Map.of("ENVIRONMENT", "k8s");
            case Environment.Test test -> Map.of("ENVIRONMENT", "test");
        };
    }
}
