package dev.weft.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weft.ReadConcern;
import dev.weft.ReadPreference;
import dev.weft.ReadPreference.Members;
import dev.weft.Secret;
import dev.weft.ServerAddress;
import dev.weft.TagSet;
import dev.weft.WriteConcern;
import dev.weft.error.BadConfigException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bson.BsonInt32;
import org.bson.UuidRepresentation;

/** Settings become a connection string and the string becomes the same settings again. */
class UriRoundTripTest {
    private static final String HIDDEN = "h1dden";

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void settingsReadFromTheirOwnStringAreTheSame(@ForAll("settings") ClientSettings settings) {
        Assume.that(!hasADatabaseOfItsOwnThatATxtRecordMayChange(settings));
        String uri = new String(settings.toUriWithSecrets().reveal());
        assertEquals(settings, ClientSettings.of(uri), uri);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void noStringShowsASecretUnlessToldTo(@ForAll("settings") ClientSettings settings) {
        assertFalse(settings.toString().contains(HIDDEN), settings::toString);
        assertFalse(settings.toUri().contains(HIDDEN), settings::toUri);
        assertFalse(settings.toUriWithSecrets().toString().contains(HIDDEN));
        // What is shown can be read, too: only the secrets differ.
        assertEquals(settings.toUri(), ClientSettings.of(settings.toUri()).toUri());
    }

    /** Any name of the table with any value: settings or a BadConfigException, and nothing else. */
    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void noValueOfAnyOptionBreaksTheReader(@ForAll("options") List<String> options) {
        try {
            ClientSettings.of("mongodb://a/?" + String.join("&", options));
        } catch (BadConfigException refused) {
            assertFalse(refused.option().isEmpty());
        }
    }

    /** The string's database was the user's, then code named another for the calls: one path cannot say both. */
    private static boolean hasADatabaseOfItsOwnThatATxtRecordMayChange(ClientSettings settings) {
        return settings.srv()
                        .filter(srv -> srv.undecided().contains("authSource"))
                        .isPresent()
                && CredentialParts.of(settings.credential().orElseThrow(), settings.database())
                        .source()
                        .isPresent();
    }

    @Provide
    Arbitrary<List<String>> options() {
        Arbitrary<String> names =
                Arbitraries.of(UriOption.TABLE.stream().map(UriOption::name).toList());
        Arbitrary<String> values = Arbitraries.oneOf(
                text(),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.integers().between(-2, 3).map(String::valueOf),
                Arbitraries.of(
                        "", "true", "no", "dc:ny,rack:1", "ENVIRONMENT:azure,TOKEN_RESOURCE:a:b", "zlib,x", "\0"),
                Arbitraries.of(Mechanism.BY_WORD.keySet()));
        return Combinators.combine(names, values)
                .as((name, value) -> name + "=" + PercentCoding.encode(value))
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<ClientSettings> settings() {
        Arbitrary<List<Consumer<ClientSettings.Builder>>> changes = Arbitraries.oneOf(List.of(
                        names(), credentials(), tls(), proxy(), pool(), sockets(), servers(), calls(), concerns()))
                .list()
                .ofMaxSize(12);
        return Combinators.combine(seeds(), changes)
                .as((uri, list) -> ClientSettings.of(uri, form -> list.forEach(change -> change.accept(form))));
    }

    /** Where the deployment is decides what else may be said. */
    private static Arbitrary<String> seeds() {
        Arbitrary<ServerAddress> addresses = Combinators.combine(
                        Arbitraries.of("a", "Data.Example", "10.0.0.1", "::1", "fe80::1%eth0"),
                        Arbitraries.integers().between(1, 65_535))
                .as(ServerAddress::new);
        Arbitrary<ServerAddress> sockets =
                Arbitraries.of("/run/m-1.sock", "x.sock").map(ServerAddress::parse);
        Arbitrary<List<ServerAddress>> several =
                Arbitraries.oneOf(addresses, sockets).list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(
                several.map(hosts -> ClientSettings.of("mongodb://x", s -> s.hosts(hosts.toArray(ServerAddress[]::new)))
                        .toUri()),
                addresses.map(host -> ClientSettings.of("mongodb://x/?directConnection=true", s -> s.hosts(host))
                        .toUri()),
                Arbitraries.of(
                        "mongodb://x/?loadBalanced=true",
                        "mongodb://x,y/?replicaSet=r%26%3D%25s",
                        "mongodb+srv://cluster.example.net",
                        "mongodb+srv://cluster.example.net/?tls=false",
                        "mongodb+srv://cluster.example.net/?loadBalanced=false&srvMaxHosts=3&srvServiceName=x-1",
                        "mongodb+srv://cluster.example.net/?loadBalanced=true",
                        "mongodb+srv://ada:" + HIDDEN + "@cluster.example.net/shop?authSource=shop",
                        "mongodb+srv://ada:" + HIDDEN + "@cluster.example.net/shop",
                        "mongodb+srv://ada:" + HIDDEN + "@cluster.example.net/?authMechanism=PLAIN"));
    }

    private static Arbitrary<Consumer<ClientSettings.Builder>> names() {
        return Arbitraries.oneOf(
                text().filter(name -> name.chars().noneMatch(c -> MongoUri.NEVER_IN_DATABASE.indexOf(c) >= 0))
                        .map(name -> s -> s.database(name)),
                text().filter(name -> name.getBytes(StandardCharsets.UTF_8).length <= 128)
                        .map(name -> s -> s.appName(name)),
                Arbitraries.of(UuidRepresentation.values()).map(uuids -> s -> s.uuids(uuids)));
    }

    private static Arbitrary<Consumer<ClientSettings.Builder>> credentials() {
        Arbitrary<Credential> users = Combinators.combine(text(), secret(), text())
                .flatAs((user, password, source) -> Arbitraries.of(
                        Credential.scram(user, password),
                        Credential.scram(user, password).source(source).hash(Credential.Scram.Hash.SHA_1),
                        Credential.scram(user, password).hash(Credential.Scram.Hash.SHA_256),
                        Credential.plain(user, password),
                        new Credential.Plain(user, password, source),
                        new Credential.X509(Optional.of(user)),
                        Credential.gssapi(user),
                        new Credential.Gssapi(
                                user,
                                Optional.of(password),
                                "other",
                                Optional.of("REALM"),
                                Optional.of("h:1"),
                                Credential.Gssapi.Canonicalization.FORWARD_AND_REVERSE),
                        new Credential.Oidc(
                                Optional.of(user), new Credential.Oidc.Environment.Azure("mongodb://x?&%"))));
        Arbitrary<Credential> others = Arbitraries.of(
                Credential.x509(),
                Credential.aws(),
                Credential.oidc(new Credential.Oidc.Environment.Gcp("r")),
                Credential.oidc(new Credential.Oidc.Environment.Kubernetes()),
                Credential.oidc(new Credential.Oidc.Environment.Test()));
        return Arbitraries.oneOf(users, others).map(who -> s -> s.credential(who));
    }

    private static Arbitrary<Consumer<ClientSettings.Builder>> tls() {
        Arbitrary<Consumer<TlsSettings.Builder>> parts = Combinators.combine(file(), secret())
                .flatAs((file, password) -> Arbitraries.of(
                        t -> t.enabled(true),
                        t -> t.caFile(file),
                        t -> t.certificateKeyFile(file).certificateKeyFilePassword(password),
                        t -> t.allowInvalidHostnames(true)));
        // Of these one at most may be said, so each takes back what the others said.
        Arbitrary<Consumer<TlsSettings.Builder>> checks = Arbitraries.of(
                t -> t.allowInvalidCertificates(true),
                t -> t.disableCertificateRevocationCheck(true),
                t -> t.disableOcspEndpointCheck(true));
        Consumer<TlsSettings.Builder> none = t -> t.allowInvalidCertificates(false)
                .disableCertificateRevocationCheck(false)
                .disableOcspEndpointCheck(false);
        return Arbitraries.oneOf(parts, checks.map(none::andThen))
                .map(change -> s -> s.tls(change.andThen(t -> t.enabled(true))));
    }

    private static Arbitrary<Consumer<ClientSettings.Builder>> proxy() {
        Arbitrary<Consumer<ProxySettings.Builder>> parts = Combinators.combine(
                        text(), Arbitraries.integers().between(1, 65_535), text(), secret())
                .flatAs((host, port, user, password) -> Arbitraries.of(
                        p -> p.host(host),
                        p -> p.host(host).port(port),
                        p -> p.host(host).username(user).password(password)));
        return parts.map(change -> s -> s.proxy(change));
    }

    private static Arbitrary<Consumer<ClientSettings.Builder>> pool() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(0, 100);
        Arbitrary<Consumer<PoolSettings.Builder>> parts = Combinators.combine(sizes, times())
                .flatAs((size, time) -> Arbitraries.of(
                        p -> p.maxSize(0),
                        p -> p.maxSize(size + 100),
                        p -> p.minSize(size),
                        p -> p.maxConnecting(size + 1),
                        p -> p.maxIdleTime(time),
                        p -> p.maxLifeTime(time),
                        p -> p.waitTimeout(time)));
        return parts.map(change -> s -> s.pool(change));
    }

    private static Arbitrary<Consumer<ClientSettings.Builder>> sockets() {
        Arbitrary<Consumer<ClientSettings.Builder>> compression = Combinators.combine(
                        Arbitraries.of(Compressor.class)
                                .array(Compressor[].class)
                                .ofMaxSize(3),
                        Arbitraries.integers().between(-1, 9))
                .as((compressors, level) -> s -> s.compressors(compressors).zlibCompressionLevel(level));
        return Arbitraries.oneOf(
                compression,
                times().map(time -> s -> s.sockets(o -> o.connectTimeout(time))),
                times().map(time -> s -> s.sockets(o -> o.readTimeout(time))));
    }

    private static Arbitrary<Consumer<ClientSettings.Builder>> servers() {
        return Arbitraries.oneOf(
                times().map(time -> s -> s.servers(v -> v.selectionTimeout(time.plusMillis(1)))),
                times().map(time -> s -> s.servers(v -> v.heartbeatFrequency(time.plusMillis(500)))),
                times().map(time -> s -> s.servers(v -> v.localThreshold(time))),
                Arbitraries.of(MonitoringMode.class).map(mode -> s -> s.servers(v -> v.monitoringMode(mode))));
    }

    private static Arbitrary<Consumer<ClientSettings.Builder>> calls() {
        return Combinators.combine(
                        Arbitraries.of(true, false), Arbitraries.integers().between(0, 9), times())
                .flatAs((yes, number, time) -> Arbitraries.of(
                        s -> s.retryReads(yes),
                        s -> s.retryWrites(yes),
                        s -> s.enableOverloadRetargeting(yes),
                        s -> s.maxAdaptiveRetries(number),
                        s -> s.timeout(time)));
    }

    private static Arbitrary<Consumer<ClientSettings.Builder>> concerns() {
        Arbitrary<TagSet> tags = Arbitraries.of(
                TagSet.EMPTY, TagSet.of("dc", "ny"), new TagSet(Map.of("dc", "ny:1", "r&d", "=%")), TagSet.of("x", ""));
        Arbitrary<ReadPreference> preferences = Combinators.combine(
                        Arbitraries.of(ReadPreference.Mode.class),
                        tags.list().ofMaxSize(3),
                        Arbitraries.integers().between(1, 999).optional())
                .as((mode, sets, seconds) -> new Members(mode, sets, seconds.map(Duration::ofSeconds)));
        Arbitrary<WriteConcern> writes = Arbitraries.of(
                WriteConcern.majority(),
                WriteConcern.tag("a b"),
                WriteConcern.members(3).wTimeout(Duration.ofMillis(7)),
                new WriteConcern(Optional.of(new BsonInt32(0)), Optional.of(false), Optional.empty()),
                WriteConcern.serverDefault().journal(true));
        return Arbitraries.oneOf(
                preferences.map(preference -> s -> s.readPreference(preference)),
                writes.map(concern -> s -> s.writeConcern(concern)),
                text().map(level -> s -> s.readConcern(new ReadConcern(level))));
    }

    private static Arbitrary<Duration> times() {
        return Arbitraries.longs().between(0, Integer.MAX_VALUE - 500).map(Duration::ofMillis);
    }

    private static Arbitrary<Path> file() {
        return Arbitraries.of("ca.pem", "/etc/a b/c&d.pem", "ü%.pem").map(Path::of);
    }

    private static Arbitrary<Secret> secret() {
        return text().map(text -> Secret.of(HIDDEN + text));
    }

    /** Whatever can be encoded: half of a pair of surrogates cannot. */
    private static Arbitrary<String> text() {
        return Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }
}
