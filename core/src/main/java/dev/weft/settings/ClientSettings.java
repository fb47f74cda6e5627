package dev.weft.settings;

import dev.weft.ServerAddress;
import dev.weft.error.BadConfigException;
import dev.weft.event.MongoEvent;
import dev.weft.event.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All a client is told. Made by {@link #of(String)}: first the connection string, then the form, which wins.
 *
 * @param hosts where to look first
 * @param database the database {@code client.database()} means
 * @param appName how servers' logs name this program; at most 128 bytes
 * @param stableApi the version of the server's API the client binds itself to
 * @param defaults what calls use unless told otherwise
 * @param retryReads whether reads are tried a second time
 * @param retryWrites whether writes are tried a second time
 * @param pool how many connections there are
 * @param servers how servers are found, watched and chosen
 * @param sockets how connections behave
 * @param listeners who hears of events
 * @param warnings what was strange about the connection string and therefore ignored
 */
public record ClientSettings(
        List<ServerAddress> hosts,
        Optional<String> database,
        Optional<String> appName,
        Optional<StableApi> stableApi,
        HandleSettings defaults,
        boolean retryReads,
        boolean retryWrites,
        PoolSettings pool,
        ServerSettings servers,
        SocketSettings sockets,
        List<Subscription<?>> listeners,
        List<String> warnings) {
    /**
     * Checks what belongs together; for the driver's own use.
     *
     * @throws BadConfigException when parts contradict each other
     */
    public ClientSettings {
        hosts = List.copyOf(hosts);
        listeners = List.copyOf(listeners);
        warnings = List.copyOf(warnings);
        if (hosts.isEmpty()) {
            throw new BadConfigException("hosts", "name at least one host");
        }
        if (servers.directConnection() && hosts.size() > 1) {
            throw new BadConfigException(
                    "directConnection",
                    "true allows one host, " + hosts.size() + " are named: leave one or the option");
        }
        if (appName.isPresent() && appName.get().getBytes(StandardCharsets.UTF_8).length > 128) {
            throw new BadConfigException("appName", "is longer than 128 bytes: shorten it");
        }
    }

    /**
     * Reads a connection string.
     *
     * @param uri begins with {@code mongodb://}
     * @return the settings
     * @throws BadConfigException when it cannot be read, contradicts itself, or asks for what this version cannot do
     */
    public static ClientSettings of(String uri) {
        return of(uri, s -> {});
    }

    /**
     * Reads a connection string, then a form, which wins.
     *
     * @param uri begins with {@code mongodb://}
     * @param changes fills in the form
     * @return the settings
     * @throws BadConfigException when something cannot be read, contradicts itself, or asks for what this version
     *     cannot do
     */
    public static ClientSettings of(String uri, Consumer<? super Builder> changes) {
        SettingsForm form = UriReader.read(MongoUri.parse(uri));
        changes.accept(form);
        return form.settings();
    }

    /**
     * The same settings with some changed.
     *
     * @param changes fills in the form
     * @return a copy
     */
    public ClientSettings with(Consumer<? super Builder> changes) {
        SettingsForm form = new SettingsForm(this);
        changes.accept(form);
        return form.settings();
    }

    /** The form for a client. */
    public interface Builder extends HandleDefaults<Builder> {
        /**
         * Sets where to look first, instead of the hosts of the connection string.
         *
         * @param seeds at least one
         * @return this form
         */
        Builder hosts(ServerAddress... seeds);

        /**
         * Sets the database {@code client.database()} means.
         *
         * @param name the name
         * @return this form
         */
        Builder database(String name);

        /**
         * Sets how servers' logs name this program.
         *
         * @param name at most 128 bytes
         * @return this form
         */
        Builder appName(String name);

        /**
         * Binds the client to a version of the server's API.
         *
         * @param api the version; none unless set
         * @return this form
         */
        Builder stableApi(StableApi api);

        /**
         * Sets whether reads are tried a second time when that may help.
         *
         * @param yes true unless set
         * @return this form
         */
        Builder retryReads(boolean yes);

        /**
         * Sets whether writes are tried a second time when that may help and cannot harm.
         *
         * @param yes true unless set
         * @return this form
         */
        Builder retryWrites(boolean yes);

        /**
         * Sets how many connections there are.
         *
         * @param changes fills in the form
         * @return this form
         */
        Builder pool(Consumer<? super PoolSettings.Builder> changes);

        /**
         * Sets how servers are found, watched and chosen.
         *
         * @param changes fills in the form
         * @return this form
         */
        Builder servers(Consumer<? super ServerSettings.Builder> changes);

        /**
         * Sets how connections behave.
         *
         * @param changes fills in the form
         * @return this form
         */
        Builder sockets(Consumer<? super SocketSettings.Builder> changes);

        /**
         * Adds a listener. It runs on the thread that did the work and must not block; if it throws, that is logged.
         *
         * @param <E> the kind of events
         * @param kind the events' class: a record, or an interface for all below it; other events are not even built
         * @param listener what to call
         * @return this form
         */
        <E extends MongoEvent> Builder listen(Class<E> kind, Consumer<? super E> listener);
    }
}
