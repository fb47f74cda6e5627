package dev.weft.settings;

import dev.weft.Secret;
import dev.weft.ServerAddress;
import dev.weft.error.BadConfigException;
import dev.weft.event.MongoEvent;
import dev.weft.event.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.UuidRepresentation;

/**
 * All a client is told. Made by {@link #of(String)}: first the connection string, then the form, which wins.
 *
 * @param hosts where to look first; empty until DNS has been asked when there is {@code srv}
 * @param srv the name that DNS knows the hosts for; empty when they are named
 * @param srvResolver who asks DNS; empty: the driver's own
 * @param database the database {@code client.database()} means
 * @param appName how servers' logs name this program; at most 128 bytes
 * @param credential who the client is; empty: it does not say
 * @param stableApi the version of the server's API the client binds itself to
 * @param defaults what calls use unless told otherwise
 * @param uuids how a {@link java.util.UUID} is stored, by codecs that are not replaced by a handle's own; {@code UNSPECIFIED}:
 *     not at all, it has to be made a {@code Binary} (BSON Binary UUID specification)
 * @param retries what is tried again by itself
 * @param compression how messages are made smaller
 * @param pool how many connections there are
 * @param servers how servers are found, watched and chosen
 * @param sockets how connections behave
 * @param tls whether and how connections are encrypted
 * @param proxy the proxy that connections go through; empty: none
 * @param listeners who hears of events
 * @param warnings what was strange about the connection string, and what became of it
 */
public record ClientSettings(
        List<ServerAddress> hosts,
        Optional<SrvSettings> srv,
        Optional<SrvResolver> srvResolver,
        Optional<String> database,
        Optional<String> appName,
        Optional<Credential> credential,
        Optional<StableApi> stableApi,
        HandleSettings defaults,
        UuidRepresentation uuids,
        RetrySettings retries,
        CompressionSettings compression,
        PoolSettings pool,
        ServerSettings servers,
        SocketSettings sockets,
        TlsSettings tls,
        Optional<ProxySettings> proxy,
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
        SettingsRules.check(hosts, srv, database, appName, servers);
    }

    /**
     * Reads a connection string.
     *
     * @param uri begins with {@code mongodb://} or {@code mongodb+srv://}
     * @return the settings
     * @throws BadConfigException when it cannot be read or contradicts itself
     */
    public static ClientSettings of(String uri) {
        return of(uri, s -> {});
    }

    /**
     * Reads a connection string, then a form, which wins.
     *
     * @param uri begins with {@code mongodb://} or {@code mongodb+srv://}
     * @param changes fills in the form
     * @return the settings
     * @throws BadConfigException when something cannot be read or contradicts itself
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
     * @throws BadConfigException when the copy would contradict itself
     */
    public ClientSettings with(Consumer<? super Builder> changes) {
        SettingsForm form = new SettingsForm(this);
        changes.accept(form);
        return form.settings();
    }

    /**
     * The same settings once DNS has answered; for the driver's own use.
     *
     * @param found the hosts of the SRV records
     * @param txt the TXT record, its strings joined; empty when there is none. It may say {@code authSource},
     *     {@code replicaSet} and {@code loadBalanced}, and decides what neither the connection string nor the code has
     * @return a copy
     * @throws BadConfigException when the record says anything else, or the copy would contradict itself
     */
    public ClientSettings discovered(List<ServerAddress> found, String txt) {
        return TxtRecord.apply(this, found, txt);
    }

    /**
     * The settings as a connection string, options sorted, defaults left out. Each secret is {@code ***}, so that the string
     * can be shown. What connection strings have no words for is left out too: the Stable API, codecs, listeners,
     * {@code srvResolver}, {@code maxWaiters}, {@code lateReplyGrace}, and values with a comma where commas separate. Times are given in whole
     * milliseconds.
     *
     * @return the string
     */
    public String toUri() {
        return UriWriter.write(this, false);
    }

    /**
     * The same string with the secrets in it. Read again, it gives the same settings, save for what is left out.
     *
     * @return the string, which is itself a secret
     */
    public Secret toUriWithSecrets() {
        return Secret.of(UriWriter.write(this, true));
    }

    /** {@return the connection string without secrets, and what it has no words for} */
    @Override
    public String toString() {
        return "ClientSettings[" + toUri()
                + stableApi.map(api -> ", " + api).orElse("")
                + srvResolver.map(own -> ", srvResolver=" + own).orElse("")
                + (defaults.codecs().equals(HandleSettings.DEFAULTS.codecs()) ? "" : ", codecs=" + defaults.codecs())
                + (pool.maxWaiters().isPresent()
                        ? ", maxWaiters=" + pool.maxWaiters().getAsInt()
                        : "")
                + servers.selector()
                        .map(selector -> ", serverSelector=" + selector)
                        .orElse("")
                + ", lateReplyGrace=" + sockets.lateReplyGrace()
                + ", listeners=" + listeners.size()
                + ", warnings=" + warnings + "]";
    }

    /** The form for a client. Its parts have the names of the connection string's options. */
    public interface Builder extends HandleDefaults<Builder>, DeploymentOptions<Builder> {
        /**
         * Sets the database {@code client.database()} means.
         *
         * @param name the name; the user's database is not changed by it
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
         * Sets who the client is, instead of the user of the connection string.
         *
         * @param who the credential; none unless set
         * @return this form
         */
        Builder credential(Credential who);

        /**
         * Binds the client to a version of the server's API.
         *
         * @param api the version; none unless set
         * @return this form
         */
        Builder stableApi(StableApi api);

        /**
         * Sets how a {@link java.util.UUID} is stored.
         *
         * @param representation {@code UNSPECIFIED} unless set: it cannot be stored without being made a {@code Binary}
         * @return this form
         */
        Builder uuids(UuidRepresentation representation);

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
         * Sets how often a command is tried again once a server has said that it is overloaded. Every command is,
         * reads and writes of all kinds, unless its kind of retry is turned off; before the first and second time it rests
         * up to 200 and 400 ms, or what the server names instead. Who tries again in code of their own may want less of that.
         *
         * @param atMost not negative; 2 unless set
         * @return this form
         */
        Builder maxAdaptiveRetries(int atMost);

        /**
         * Sets whether a command that is tried again after overload prefers another server of the replica set.
         *
         * @param yes false unless set
         * @return this form
         */
        Builder enableOverloadRetargeting(boolean yes);

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
