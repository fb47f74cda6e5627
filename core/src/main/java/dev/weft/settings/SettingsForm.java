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
import org.bson.codecs.configuration.CodecRegistry;

/** A mutable copy of {@link ClientSettings}; lives as long as its lambda. */
final class SettingsForm implements ClientSettings.Builder {
    private List<ServerAddress> hosts;
    private Optional<String> database = Optional.empty();
    private Optional<String> appName = Optional.empty();
    private Optional<StableApi> stableApi = Optional.empty();
    private boolean retryReads = true;
    private boolean retryWrites = true;
    private final HandleForm defaults;
    private final PoolSettings.Builder pool;
    private final ServerSettings.Builder servers;
    private final SocketSettings.Builder sockets;
    private final List<Subscription<?>> listeners = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    SettingsForm(List<ServerAddress> hosts) {
        this.hosts = hosts;
        defaults = new HandleForm(HandleSettings.DEFAULTS);
        pool = new PoolSettings.Builder(PoolSettings.DEFAULTS);
        servers = new ServerSettings.Builder(ServerSettings.DEFAULTS);
        sockets = new SocketSettings.Builder(SocketSettings.DEFAULTS);
    }

    SettingsForm(ClientSettings from) {
        hosts = from.hosts();
        database = from.database();
        appName = from.appName();
        stableApi = from.stableApi();
        retryReads = from.retryReads();
        retryWrites = from.retryWrites();
        defaults = new HandleForm(from.defaults());
        pool = new PoolSettings.Builder(from.pool());
        servers = new ServerSettings.Builder(from.servers());
        sockets = new SocketSettings.Builder(from.sockets());
        listeners.addAll(from.listeners());
        warnings.addAll(from.warnings());
    }

    ClientSettings settings() {
        return new ClientSettings(
                hosts,
                database,
                appName,
                stableApi,
                defaults.settings(),
                retryReads,
                retryWrites,
                pool.settings(),
                servers.settings(),
                sockets.settings(),
                listeners,
                warnings);
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    @Override
    public SettingsForm hosts(ServerAddress... seeds) {
        hosts = List.of(seeds);
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
    public SettingsForm stableApi(StableApi api) {
        stableApi = Optional.of(api);
        return this;
    }

    @Override
    public SettingsForm retryReads(boolean yes) {
        retryReads = yes;
        return this;
    }

    @Override
    public SettingsForm retryWrites(boolean yes) {
        retryWrites = yes;
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
