package dev.weft.settings;

import dev.weft.ServerAddress;
import dev.weft.error.BadConfigException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The rules across options: what no row of the table and no part of the settings can see alone. */
final class SettingsRules {
    private static final int LONGEST_NAME = 128;
    private static final String BALANCED = "loadBalanced";

    private SettingsRules() {}

    static void check(
            List<ServerAddress> hosts,
            Optional<SrvSettings> srv,
            Optional<String> database,
            Optional<String> appName,
            ServerSettings servers) {
        if (hosts.isEmpty() && srv.isEmpty()) {
            throw new BadConfigException("hosts", "name at least one host");
        }
        database.ifPresent(SettingsRules::checkDatabase);
        boolean limited = srv.filter(limits -> limits.maxHosts() > 0).isPresent();
        if (servers.directConnection()) {
            checkDirect(hosts, srv.isPresent());
        }
        if (servers.loadBalanced()) {
            checkBalanced(hosts, servers, limited);
        }
        if (limited && servers.replicaSet().isPresent()) {
            throw new BadConfigException(
                    "srvMaxHosts", "cannot be combined with replicaSet, whose members are all needed: leave one out");
        }
        if (appName.isPresent() && appName.get().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new BadConfigException("appName", "is longer than " + LONGEST_NAME + " bytes: shorten it");
        }
    }

    private static void checkDatabase(String name) {
        if (name.isEmpty() || name.chars().anyMatch(c -> MongoUri.NEVER_IN_DATABASE.indexOf(c) >= 0)) {
            throw new BadConfigException("database", "'" + name + "' is no name: avoid / \\ space \" and $");
        }
    }

    private static void checkDirect(List<ServerAddress> hosts, boolean srv) {
        if (srv) {
            throw new BadConfigException(
                    "directConnection", "true allows one host, and mongodb+srv may find several: leave it out");
        }
        oneHost("directConnection", hosts);
    }

    // Load Balancers specification, "URI Validation".
    private static void checkBalanced(List<ServerAddress> hosts, ServerSettings servers, boolean limited) {
        oneHost(BALANCED, hosts);
        exclude("replicaSet", servers.replicaSet().isPresent());
        exclude("directConnection true", servers.directConnection());
        exclude("srvMaxHosts", limited);
    }

    private static void exclude(String other, boolean given) {
        if (given) {
            throw new BadConfigException(BALANCED, "true cannot be combined with " + other + ": leave one of them out");
        }
    }

    private static void oneHost(String option, List<ServerAddress> hosts) {
        if (hosts.size() > 1) {
            throw new BadConfigException(
                    option, "true allows one host, " + hosts.size() + " are named: leave one or the option");
        }
    }
}
