package dev.weft.settings;

import static dev.weft.settings.UriOption.option;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The options of connections: how many, for how long, through what. */
final class ConnectionRows {
    static final List<UriOption<?>> ROWS = List.of(
            option(
                            "connectTimeoutMS",
                            UriValue.MILLIS,
                            "10000",
                            "how long opening a connection may take; 0: without limit")
                    .with(
                            (d, v) -> d.form.sockets(s -> s.connectTimeout(v)),
                            s -> Optional.of(s.sockets().connectTimeout())),
            option(
                            "socketTimeoutMS",
                            UriValue.MILLIS,
                            "0",
                            "deprecated, use timeoutMS: how long a reply may take; 0: without limit")
                    .with(
                            (d, v) -> d.form.sockets(s -> s.readTimeout(v)),
                            s -> zeroIfNone(s.sockets().readTimeout())),
            option(
                            "maxConnecting",
                            UriValue.integer(1, Integer.MAX_VALUE),
                            "2",
                            "how many connections to one server are opened at once")
                    .with(
                            (d, v) -> d.form.pool(p -> p.maxConnecting(v)),
                            s -> Optional.of(s.pool().maxConnecting())),
            option("maxIdleTimeMS", UriValue.MILLIS, "0", "how long a connection may be unused; 0: for ever")
                    .with(
                            (d, v) -> d.form.pool(p -> p.maxIdleTime(v)),
                            s -> zeroIfNone(s.pool().maxIdleTime())),
            option("maxLifeTimeMS", UriValue.MILLIS, "0", "how long a connection may live; 0: for ever")
                    .with(
                            (d, v) -> d.form.pool(p -> p.maxLifeTime(v)),
                            s -> zeroIfNone(s.pool().maxLifeTime())),
            option(
                            "maxPoolSize",
                            UriValue.integer(0, Integer.MAX_VALUE),
                            "100",
                            "how many connections there are to one server; 0: no bound")
                    .with(
                            (d, v) -> d.form.pool(p -> p.maxSize(v)),
                            s -> Optional.of(s.pool().maxSize()).map(max -> max == Integer.MAX_VALUE ? 0 : max)),
            option(
                            "minPoolSize",
                            UriValue.integer(0, Integer.MAX_VALUE),
                            "0",
                            "how many connections to one server are kept open")
                    .with(
                            (d, v) -> d.form.pool(p -> p.minSize(v)),
                            s -> Optional.of(s.pool().minSize())),
            option(
                            "waitQueueTimeoutMS",
                            UriValue.MILLIS,
                            "0",
                            "deprecated, use timeoutMS: how long a call waits for a connection; 0: as long as serverSelectionTimeoutMS")
                    .with(
                            (d, v) -> d.form.pool(p -> p.waitTimeout(v)),
                            s -> zeroIfNone(s.pool().waitTimeout())),
            option(
                            "compressors",
                            UriValue.COMPRESSORS,
                            "none",
                            "how messages may be made smaller, if the server can too")
                    .with(
                            (d, v) -> d.form.compressors(v.toArray(Compressor[]::new)),
                            s -> Optional.of(s.compression().compressors()).filter(list -> !list.isEmpty())),
            option(
                            "zlibCompressionLevel",
                            UriValue.integer(-1, 9),
                            "-1",
                            "how hard zlib tries: -1: its own choice, 0: not at all, 9: as hard as it can")
                    .with(
                            (d, v) -> d.form.zlibCompressionLevel(v),
                            s -> Optional.of(s.compression().zlibLevel())),
            option("proxyHost", UriValue.TEXT, "none", "the SOCKS5 proxy that connections go through")
                    .with((d, v) -> d.form.proxy(p -> p.host(v)), s -> s.proxy().map(ProxySettings::host)),
            option("proxyPort", UriValue.integer(1, 65_535), "1080", "where the proxy listens; needs `proxyHost`")
                    .with(
                            (d, v) -> d.form.proxy(p -> p.port(v)),
                            s -> s.proxy().map(ProxySettings::port).filter(port -> port != ProxySettings.DEFAULT_PORT)),
            option("proxyUsername", UriValue.TEXT, "none", "who the proxy lets through; needs `proxyPassword`")
                    .with(
                            (d, v) -> d.form.proxy(p -> p.username(v)),
                            s -> s.proxy().flatMap(ProxySettings::username)),
            option("proxyPassword", UriValue.SECRET, "none", "the password of `proxyUsername`")
                    .with(
                            (d, v) -> d.form.proxy(p -> p.password(v)),
                            s -> s.proxy().flatMap(ProxySettings::password)));

    private ConnectionRows() {}

    private static Optional<Duration> zeroIfNone(Optional<Duration> time) {
        return Optional.of(time.orElse(Duration.ZERO));
    }
}
