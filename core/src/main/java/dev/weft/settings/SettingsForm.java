package dev.weft.settings;

import dev.weft.ReadConcern;
import dev.weft.ReadPreference;
import dev.weft.ServerAddress;
import dev.weft.WriteConcern;
import dev.weft.event.MongoEvent;
import dev.weft.event.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.UuidRepresentation;
import org.bson.codecs.configuration.CodecRegistry;

/** A mutable copy of {@link ClientSettings}; lives as long as its lambda. */
final class SettingsForm implements ClientSettings.Builder {
    private final SeedForm seeds;
    private final CredentialForm credential;
    private Optional<SrvResolver> srvResolver = Optional.empty();
    private Optional<String> database = Optional.empty();
    private Optional<String> appName = Optional.empty();
    private Optional<StableApi> stableApi = Optional.empty();
    private UuidRepresentation uuids = UuidRepresentation.UNSPECIFIED;
    private RetrySettings retries = RetrySettings.DEFAULTS;
    private CompressionSettings compression = CompressionSettings.DEFAULTS;
    private final HandleForm defaults;
    private final PoolSettings.Builder pool;
    private final ServerSettings.Builder servers;
    private final SocketSettings.Builder sockets;
    private final TlsSettings.Builder tls;
    private final ProxySettings.Builder proxy;
    private final List<Subscription<?>> listeners = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    SettingsForm(MongoUri from) {
        seeds = new SeedForm(from);
        credential = new CredentialForm();
        defaults = new HandleForm(HandleSettings.DEFAULTS);
        pool = new PoolSettings.Builder(PoolSettings.DEFAULTS);
        servers = new ServerSettings.Builder(ServerSettings.DEFAULTS);
        sockets = new SocketSettings.Builder(SocketSettings.DEFAULTS);
        tls = new TlsSettings.Builder(TlsSettings.DEFAULTS);
        proxy = new ProxySettings.Builder();
    }

    SettingsForm(ClientSettings from) {
        seeds = new SeedForm(from);
        credential = new CredentialForm(from);
        srvResolver = from.srvResolver();
        database = from.database();
        appName = from.appName();
        stableApi = from.stableApi();
        uuids = from.uuids();
        retries = from.retries();
        compression = from.compression();
        defaults = new HandleForm(from.defaults());
        pool = new PoolSettings.Builder(from.pool());
        servers = new ServerSettings.Builder(from.servers());
        sockets = new SocketSettings.Builder(from.sockets());
        tls = new TlsSettings.Builder(from.tls());
        proxy = from.proxy().map(ProxySettings.Builder::new).orElseGet(ProxySettings.Builder::new);
        listeners.addAll(from.listeners());
        warnings.addAll(from.warnings());
    }

    boolean isTlsOffInSpiteOfDetails() {
        return tls.isOffInSpiteOfDetails();
    }

    ClientSettings settings() {
        Optional<Credential> who = credential.credential();
        boolean sourceOpen = credential.sourceIsOpen(who);
        return new ClientSettings(
                seeds.hosts(),
                seeds.srv(sourceOpen, servers.saysLoadBalanced()),
                srvResolver,
                database,
                appName,
                who,
                stableApi,
                defaults.settings(),
                uuids,
                retries,
                compression,
                pool.settings(),
                servers.settings(),
                sockets.settings(),
                tls.settings(seeds.impliesTls()),
                proxy.settings(),
                listeners,
                warnings);
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    /** Who a connection string says the client is; what the form says later wins. */
    void credential(CredentialParts parts, Optional<String> uriDatabase) {
        credential.read(parts, uriDatabase);
    }

    /** What DNS has found, the name it was asked for stays. */
    void found(List<ServerAddress> hosts) {
        seeds.found(hosts);
    }

    /** The database that a TXT record names. */
    void defaultSource(String source) {
        credential.defaultSource(source);
    }

    @Override
    public SettingsForm hosts(ServerAddress... addresses) {
        seeds.hosts(List.of(addresses));
        return this;
    }

    @Override
    public SettingsForm srvHost(String name) {
        seeds.host(name);
        return this;
    }

    @Override
    public SettingsForm srvServiceName(String name) {
        seeds.serviceName(name);
        return this;
    }

    @Override
    public SettingsForm srvMaxHosts(int hosts) {
        seeds.maxHosts(hosts);
        return this;
    }

    @Override
    public SettingsForm srvResolver(SrvResolver resolver) {
        srvResolver = Optional.of(resolver);
        return this;
    }

    @Override
    public SettingsForm database(String name) {
        database = Optional.of(name);
        return this;
    }

    @Override
    public SettingsForm appName(String name) {
        appName = Optional.of(name);
        return this;
    }

    @Override
    public SettingsForm credential(Credential who) {
        credential.given(who);
        return this;
    }

    @Override
    public SettingsForm stableApi(StableApi api) {
        stableApi = Optional.of(api);
        return this;
    }

    @Override
    public SettingsForm uuids(UuidRepresentation representation) {
        uuids = representation;
        return this;
    }

    @Override
    public SettingsForm retryReads(boolean yes) {
        retries = retries.reads(yes);
        return this;
    }

    @Override
    public SettingsForm retryWrites(boolean yes) {
        retries = retries.writes(yes);
        return this;
    }

    @Override
    public SettingsForm maxAdaptiveRetries(int atMost) {
        retries = retries.maxAdaptive(atMost);
        return this;
    }

    @Override
    public SettingsForm enableOverloadRetargeting(boolean yes) {
        retries = retries.overloadRetargeting(yes);
        return this;
    }

    @Override
    public SettingsForm compressors(Compressor... inOrder) {
        compression = new CompressionSettings(List.of(inOrder), compression.zlibLevel());
        return this;
    }

    @Override
    public SettingsForm zlibCompressionLevel(int level) {
        compression = new CompressionSettings(compression.compressors(), level);
        return this;
    }

    @Override
    public SettingsForm pool(Consumer<? super PoolSettings.Builder> changes) {
        changes.accept(pool);
        return this;
    }

    @Override
    public SettingsForm servers(Consumer<? super ServerSettings.Builder> changes) {
        changes.accept(servers);
        return this;
    }

    @Override
    public SettingsForm sockets(Consumer<? super SocketSettings.Builder> changes) {
        changes.accept(sockets);
        return this;
    }

    @Override
    public SettingsForm tls(Consumer<? super TlsSettings.Builder> changes) {
        changes.accept(tls);
        return this;
    }

    @Override
    public SettingsForm proxy(Consumer<? super ProxySettings.Builder> changes) {
        changes.accept(proxy);
        return this;
    }

    @Override
    public <E extends MongoEvent> SettingsForm listen(Class<E> kind, Consumer<? super E> listener) {
        listeners.add(new Subscription<E>(kind, listener));
        return this;
    }

    @Override
    public SettingsForm readPreference(ReadPreference preference) {
        defaults.readPreference(preference);
        return this;
    }

    @Override
    public SettingsForm readConcern(ReadConcern concern) {
        defaults.readConcern(concern);
        return this;
    }

    @Override
    public SettingsForm writeConcern(WriteConcern concern) {
        defaults.writeConcern(concern);
        return this;
    }

    @Override
    public SettingsForm timeout(Duration perCall) {
        defaults.timeout(perCall);
        return this;
    }

    @Override
    public SettingsForm codecs(CodecRegistry registry) {
        defaults.codecs(registry);
        return this;
    }
}
