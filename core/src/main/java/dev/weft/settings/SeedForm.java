package dev.weft.settings;

import dev.weft.ServerAddress;
import dev.weft.error.BadConfigException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The part of a form that says where to look first: hosts, or a name that DNS knows hosts for. */
final class SeedForm {
    private List<ServerAddress> hosts;
    private Optional<String> host;
    private Optional<String> serviceName = Optional.empty();
    private Optional<Integer> maxHosts = Optional.empty();
    private boolean newHost;
    private final boolean balancingOpen;

    SeedForm(MongoUri from) {
        hosts = from.hosts();
        host = from.srvHost();
        newHost = host.isPresent();
        balancingOpen = true;
    }

    SeedForm(ClientSettings from) {
        hosts = from.hosts();
        host = from.srv().map(SrvSettings::host);
        serviceName = from.srv().map(SrvSettings::serviceName);
        maxHosts = from.srv().map(SrvSettings::maxHosts);
        balancingOpen = from.srv()
                .filter(srv -> !srv.undecided().contains("loadBalanced"))
                .isEmpty();
    }

    List<ServerAddress> hosts() {
        return hosts;
    }

    Optional<SrvSettings> srv(boolean sourceOpen, boolean balancingSaid) {
        if (host.isEmpty()) {
            if (serviceName.isPresent() || maxHosts.isPresent()) {
                throw new BadConfigException(
                        serviceName.isPresent() ? "srvServiceName" : "srvMaxHosts",
                        "is for mongodb+srv only: leave it out, or begin the connection string with mongodb+srv://");
            }
            return Optional.empty();
        }
        Set<String> undecided = new TreeSet<>();
        if (sourceOpen) {
            undecided.add("authSource");
        }
        if (balancingOpen && !balancingSaid) {
            undecided.add("loadBalanced");
        }
        return Optional.of(new SrvSettings(
                host.get(), serviceName.orElse(SrvSettings.DEFAULT_SERVICE), maxHosts.orElse(0), undecided));
    }

    /** {@code mongodb+srv} implies TLS; copies of settings keep what they have. */
    boolean impliesTls() {
        return newHost;
    }

    void hosts(List<ServerAddress> seeds) {
        hosts = seeds;
        host = Optional.empty();
        serviceName = Optional.empty();
        maxHosts = Optional.empty();
        newHost = false;
    }

    void found(List<ServerAddress> seeds) {
        hosts = seeds;
    }

    void host(String name) {
        hosts = List.of();
        host = Optional.of(name);
        newHost = true;
    }

    void serviceName(String name) {
        serviceName = Optional.of(name);
    }

    void maxHosts(int atMost) {
        maxHosts = Optional.of(atMost);
    }
}
