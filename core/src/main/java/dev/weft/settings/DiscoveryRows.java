package dev.weft.settings;

import static dev.weft.settings.UriOption.option;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The options of how servers are found, watched and chosen. */
final class DiscoveryRows {
    private static final UriValue<String> SERVICE_NAME = UriValue.of(
            "the name of a service (RFC 6335), at most 62 characters",
            text -> Optional.of(text).filter(SrvSettings::isServiceName),
            text -> text);
    private static final UriValue<MonitoringMode> MONITORING = UriValue.oneOf(Arrays.stream(MonitoringMode.values())
            .collect(Collectors.toMap(MonitoringMode::word, Function.identity())));

    static final List<UriOption<?>> ROWS = List.of(
            option("directConnection", UriValue.FLAG, "false", "whether the one host is asked directly, whatever it is")
                    .with(
                            (d, v) -> d.form.servers(s -> s.directConnection(v)),
                            s -> Optional.of(s.servers().directConnection())),
            option("heartbeatFrequencyMS", UriValue.millis(500), "10000", "the time between two checks of a server")
                    .with(
                            (d, v) -> d.form.servers(s -> s.heartbeatFrequency(v)),
                            s -> Optional.of(s.servers().heartbeatFrequency())),
            option(
                            "loadBalanced",
                            UriValue.FLAG,
                            "false",
                            "whether the one host is a load balancer; excludes `replicaSet`, `directConnection` and `srvMaxHosts`")
                    .with((d, v) -> d.form.servers(s -> s.loadBalanced(v)), DiscoveryRows::loadBalanced),
            option(
                            "localThresholdMS",
                            UriValue.MILLIS,
                            "15",
                            "how much slower than the fastest a chosen server may answer")
                    .with(
                            (d, v) -> d.form.servers(s -> s.localThreshold(v)),
                            s -> Optional.of(s.servers().localThreshold())),
            option("replicaSet", UriValue.TEXT, "none", "the name of the replica set the hosts must belong to")
                    .with(
                            (d, v) -> d.form.servers(s -> s.replicaSet(v)),
                            s -> s.servers().replicaSet()),
            option("serverMonitoringMode", MONITORING, "auto", "how servers are watched")
                    .with(
                            (d, v) -> d.form.servers(s -> s.monitoringMode(v)),
                            s -> Optional.of(s.servers().monitoringMode())),
            option(
                            "serverSelectionTimeoutMS",
                            UriValue.millis(1),
                            "30000",
                            "how long a call waits for a server that will do")
                    .with(
                            (d, v) -> d.form.servers(s -> s.selectionTimeout(v)),
                            s -> Optional.of(s.servers().selectionTimeout())),
            option(
                            "srvMaxHosts",
                            UriValue.integer(0, Integer.MAX_VALUE),
                            "0",
                            "`mongodb+srv` only: how many of the hosts found are used; 0: all. Excludes `replicaSet`")
                    .with(
                            (d, v) -> d.form.srvMaxHosts(v),
                            s -> s.srv().map(SrvSettings::maxHosts).filter(max -> max > 0)),
            option(
                            "srvServiceName",
                            SERVICE_NAME,
                            SrvSettings.DEFAULT_SERVICE,
                            "`mongodb+srv` only: the service DNS is asked for")
                    .with(
                            (d, v) -> d.form.srvServiceName(v),
                            s -> s.srv()
                                    .map(SrvSettings::serviceName)
                                    .filter(name -> !name.equals(SrvSettings.DEFAULT_SERVICE))));

    private DiscoveryRows() {}

    // "false" has to be said when it was decided: otherwise a TXT record could say "true".
    private static Optional<Boolean> loadBalanced(ClientSettings settings) {
        boolean decided = settings.srv()
                .filter(srv -> !srv.undecided().contains("loadBalanced"))
                .isPresent();
        boolean yes = settings.servers().loadBalanced();
        return yes || decided ? Optional.of(yes) : Optional.empty();
    }
}
