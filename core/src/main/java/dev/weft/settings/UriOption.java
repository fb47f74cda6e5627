package dev.weft.settings;

import dev.weft.ReadConcern;
import dev.weft.ReadPreference;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One option of the connection string. The table {@link #TABLE} has all of them, one row each; the reader, the
 * documentation and the tests are driven by it.
 *
 * @param <T> what its value becomes
 * @param name the name as documented; case does not matter
 * @param value what it accepts
 * @param byDefault what holds when it is not given
 * @param meaning what it does
 * @param applier puts the value into the form
 */
record UriOption<T>(String name, UriValue<T> value, String byDefault, String meaning, BiConsumer<UriDraft, T> applier) {
    private static final UriValue<Duration> MILLIS = UriValue.millis(0);
    private static final Map<String, Optional<ReadPreference.Mode>> MODES = modes();

    /** Every option this version honours. */
    static final List<UriOption<?>> TABLE = List.of(
            row(
                    "appName",
                    UriValue.TEXT,
                    "none",
                    "how servers' logs name this program, at most 128 bytes",
                    (d, v) -> d.form.appName(v)),
            row(
                    "connectTimeoutMS",
                    MILLIS,
                    "10000",
                    "how long opening a connection may take; 0: without limit",
                    (d, v) -> d.form.sockets(s -> s.connectTimeout(v))),
            row(
                    "directConnection",
                    UriValue.FLAG,
                    "false",
                    "whether the one host is asked directly, whatever it is",
                    (d, v) -> d.form.servers(s -> s.directConnection(v))),
            row(
                    "heartbeatFrequencyMS",
                    UriValue.millis(500),
                    "10000",
                    "the time between two checks of a server",
                    (d, v) -> d.form.servers(s -> s.heartbeatFrequency(v))),
            row(
                    "journal",
                    UriValue.FLAG,
                    "the server's",
                    "whether writes must have reached the journal",
                    (d, v) -> d.journal = Optional.of(v)),
            row(
                    "localThresholdMS",
                    MILLIS,
                    "15",
                    "how much slower than the fastest a chosen server may answer",
                    (d, v) -> d.form.servers(s -> s.localThreshold(v))),
            row(
                    "maxConnecting",
                    UriValue.count(1),
                    "2",
                    "how many connections to one server are opened at once",
                    (d, v) -> d.form.pool(p -> p.maxConnecting(v))),
            row(
                    "maxIdleTimeMS",
                    MILLIS,
                    "0",
                    "how long a connection may be unused; 0: for ever",
                    (d, v) -> d.form.pool(p -> p.maxIdleTime(v))),
            row(
                    "maxPoolSize",
                    UriValue.count(0),
                    "100",
                    "how many connections there are to one server; 0: no bound",
                    (d, v) -> d.form.pool(p -> p.maxSize(v))),
            row(
                    "maxStalenessSeconds",
                    UriValue.staleness(),
                    "-1",
                    "how far a secondary may lag; at least 90 to be of use",
                    (d, v) -> d.staleness = v.isNegative() ? Optional.empty() : Optional.of(v)),
            row(
                    "minPoolSize",
                    UriValue.count(0),
                    "0",
                    "how many connections to one server are kept open",
                    (d, v) -> d.form.pool(p -> p.minSize(v))),
            row(
                    "readConcernLevel",
                    UriValue.TEXT,
                    "the server's",
                    "how durable what is read must be",
                    (d, v) -> d.form.readConcern(new ReadConcern(v))),
            row(
                    "readPreference",
                    UriValue.oneOf(MODES),
                    "primary",
                    "which members are read from",
                    (d, v) -> d.mode = v),
            row(
                    "readPreferenceTags",
                    UriValue.TAGS,
                    "none",
                    "which secondaries; may be repeated, tried in order",
                    (d, v) -> d.tags.add(v)),
            row(
                    "replicaSet",
                    UriValue.TEXT,
                    "none",
                    "the name of the replica set the hosts must belong to",
                    (d, v) -> d.form.servers(s -> s.replicaSet(v))),
            row(
                    "retryReads",
                    UriValue.FLAG,
                    "true",
                    "whether reads are tried a second time",
                    (d, v) -> d.form.retryReads(v)),
            row(
                    "retryWrites",
                    UriValue.FLAG,
                    "true",
                    "whether writes are tried a second time",
                    (d, v) -> d.form.retryWrites(v)),
            row(
                    "serverMonitoringMode",
                    UriValue.oneOf(words(MonitoringMode.values(), MonitoringMode::word)),
                    "auto",
                    "how servers are watched",
                    (d, v) -> d.form.servers(s -> s.monitoringMode(v))),
            row(
                    "serverSelectionTimeoutMS",
                    UriValue.millis(1),
                    "30000",
                    "how long a call waits for a server that will do",
                    (d, v) -> d.form.servers(s -> s.selectionTimeout(v))),
            row(
                    "socketTimeoutMS",
                    MILLIS,
                    "0",
                    "deprecated, use timeoutMS: how long a reply may take; 0: without limit",
                    (d, v) -> d.form.sockets(s -> s.readTimeout(v))),
            row(
                    "timeoutMS",
                    MILLIS,
                    "none",
                    "how long each call may take, its retries included; 0: without limit",
                    (d, v) -> d.form.timeout(v)),
            row(
                    "w",
                    UriValue.TEXT,
                    "the server's",
                    "how many members, majority, or which tag must acknowledge a write",
                    (d, v) -> d.w = Optional.of(v)),
            row(
                    "waitQueueTimeoutMS",
                    MILLIS,
                    "0",
                    "deprecated, use timeoutMS: how long a call waits for a connection; 0: as long as serverSelectionTimeoutMS",
                    (d, v) -> d.form.pool(p -> p.waitTimeout(v))),
            row(
                    "wTimeoutMS",
                    UriValue.longMillis(),
                    "none",
                    "deprecated, use timeoutMS: how long the server waits for acknowledgement",
                    (d, v) -> d.wTimeout = Optional.of(v)));

    /** Old names of options, in lower case, and their present names. */
    static final Map<String, String> RENAMED = Map.of("wtimeout", "wTimeoutMS", "j", "journal");

    /** Lower-case names of options that must not be ignored: without them the client would be less safe, or lost. */
    static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("tls", "TLS"),
            Map.entry("ssl", "TLS"),
            Map.entry("tlsinsecure", "TLS"),
            Map.entry("tlsallowinvalidcertificates", "TLS"),
            Map.entry("tlsallowinvalidhostnames", "TLS"),
            Map.entry("tlscafile", "TLS"),
            Map.entry("tlscertificatekeyfile", "TLS"),
            Map.entry("tlscertificatekeyfilepassword", "TLS"),
            Map.entry("tlsdisablecertificaterevocationcheck", "TLS"),
            Map.entry("tlsdisableocspendpointcheck", "TLS"),
            Map.entry("authmechanism", "authentication"),
            Map.entry("compressors", "compression"),
            Map.entry("loadbalanced", "load balancers"),
            Map.entry("proxyhost", "proxies"),
            Map.entry("srvmaxhosts", "SRV records"),
            Map.entry("srvservicename", "SRV records"));

    /** Lower-case names of refused options that ask for nothing when they say so. */
    static final List<String> HARMLESS_WHEN_FALSE = List.of("tls", "ssl", "loadbalanced");

    private static <T> UriOption<T> row(
            String name, UriValue<T> value, String byDefault, String meaning, BiConsumer<UriDraft, T> applier) {
        return new UriOption<>(name, value, byDefault, meaning, applier);
    }

    private static Map<String, Optional<ReadPreference.Mode>> modes() {
        Map<String, Optional<ReadPreference.Mode>> modes =
                words(ReadPreference.Mode.values(), ReadPreference.Mode::word).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Optional.of(entry.getValue())));
        modes.put("primary", Optional.empty());
        return modes;
    }

    private static <T> Map<String, T> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).collect(Collectors.toMap(word, Function.identity()));
    }

    /** Reads a value and puts it into the draft; false when the value is not accepted. */
    boolean apply(UriDraft draft, String text) {
        Optional<T> read = value.reader().apply(text);
        read.ifPresent(v -> applier.accept(draft, v));
        return read.isPresent();
    }
}
