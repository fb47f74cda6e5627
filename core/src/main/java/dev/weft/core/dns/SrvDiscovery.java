package dev.weft.core.dns;

import dev.weft.ServerAddress;
import dev.weft.error.BadConfigException;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.NoServerException;
import dev.weft.error.Phase;
import dev.weft.settings.SrvResolver;
import dev.weft.settings.SrvResolver.Srv;
import dev.weft.settings.SrvSettings;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What DNS says of one {@code mongodb+srv} name (initial DNS seedlist discovery specification), believed only as far as the name's own domain
 * goes: whoever can answer a question about it must not lead clients elsewhere.
 */
public final class SrvDiscovery {
    /** However short the life of its records, DNS is not asked more often (SRV polling specification). */
    private static final Duration SHORTEST = Duration.ofSeconds(60);

    private static final String OPTION = "mongodb+srv";
    private static final String TXT = "TXT record";

    /**
     * What the records say.
     *
     * @param hosts the hosts within the domain, each once
     * @param strangers what else was named, as text, which no one is to connect to
     * @param txt the options of the TXT record; empty when there is none, or it was not asked for
     * @param rescanAfter when to ask again, counted from the answer
     */
    public record Found(List<ServerAddress> hosts, List<String> strangers, String txt, Duration rescanAfter) {}

    private record Records(List<Srv> srv, List<String> txt) {
        Records {
            srv = List.copyOf(srv);
            txt = List.copyOf(txt);
        }
    }

    private final String host;
    private final String query;
    private final SrvResolver resolver;
    private final LookUp lookUp;

    /** Makes a discovery for one name; without a resolver the name servers of the system are asked. */
    public SrvDiscovery(SrvSettings srv, Optional<SrvResolver> resolver, LookUp lookUp) {
        this.host = srv.host();
        this.query = "_" + srv.serviceName() + "._tcp." + srv.host();
        this.resolver = resolver.orElseGet(() -> new JdkDns(JdkDns.OF_THE_SYSTEM));
        this.lookUp = lookUp;
    }

    /**
     * Asks for the hosts and for the options that come with them.
     *
     * @throws BadConfigException if DNS knows no hosts, names one outside of the domain, or has several TXT records
     * @throws NoServerException if DNS could not be asked
     * @throws InterruptedCallException if the thread was interrupted while it waited
     */
    public Found first() {
        var records = ask();
        if (records.srv().isEmpty()) {
            throw new BadConfigException(
                    OPTION,
                    "DNS has no SRV record for " + query + ": check the name, and srvServiceName if it is given");
        }
        var found = read(records);
        if (!found.strangers().isEmpty()) {
            throw new BadConfigException(
                    OPTION,
                    "the SRV record for " + query + " names "
                            + found.strangers().getFirst()
                            + ", which is no host below '" + domain(host)
                            + "', and for safety nobody is connected to: correct the record");
        }
        if (records.txt().size() > 1) {
            throw new BadConfigException(
                    TXT,
                    "there are " + records.txt().size() + " for " + host + ", and only one may be: remove the others");
        }
        return found;
    }

    /**
     * Asks for the hosts again. Nothing it finds is an error, not even nothing.
     *
     * @throws UnknownHostException if DNS could not be asked, or the thread was interrupted while it waited
     */
    public Found again() throws UnknownHostException {
        return read(lookUp.ask(query, () -> new Records(resolver.srv(query), List.of())));
    }

    private Records ask() {
        var started = lookUp.clock().nanoTime();
        try {
            return lookUp.ask(query, () -> new Records(resolver.srv(query), resolver.txt(host)));
        } catch (UnknownHostException failure) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedCallException(Phase.SELECT, Optional.empty(), failure);
            }
            var waited = Duration.ofNanos(lookUp.clock().nanoTime() - started);
            throw NoServerException.undiscovered(query, waited, failure);
        }
    }

    private Found read(Records records) {
        var hosts = new LinkedHashSet<ServerAddress>();
        var strangers = new ArrayList<String>();
        var life = Optional.<Duration>empty();
        for (var record : records.srv()) {
            var address = address(record);
            if (address.isEmpty()) {
                strangers.add(record.target() + ":" + record.port());
                continue;
            }
            hosts.add(address.get());
            var its = record.timeToLive()
                    .filter(known -> known.compareTo(SHORTEST) > 0)
                    .orElse(SHORTEST);
            life = Optional.of(
                    life.filter(shorter -> shorter.compareTo(its) < 0).orElse(its));
        }
        var txt = records.txt().isEmpty() ? "" : records.txt().getFirst();
        return new Found(List.copyOf(hosts), List.copyOf(strangers), txt, life.orElse(SHORTEST));
    }

    /** Where a record leads, if it may lead there. */
    private Optional<ServerAddress> address(Srv record) {
        var target = withoutDot(record.target());
        var end = "." + domain(host);
        var within = target.length() > end.length()
                && target.regionMatches(true, target.length() - end.length(), end, 0, end.length());
        // A port tells a host from a path, and DNS must not name paths.
        if (!within || record.port() < 1 || record.port() > 65_535 || target.endsWith(".sock")) {
            return Optional.empty();
        }
        return Optional.of(new ServerAddress(target, record.port()));
    }

    /** A name of one or two parts is its own domain: what is left without the first part would be shared with strangers. */
    private static String domain(String name) {
        var whole = withoutDot(name);
        var first = whole.indexOf('.');
        return first >= 0 && whole.indexOf('.', first + 1) >= 0 ? whole.substring(first + 1) : whole;
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
