package dev.weft.core.cluster;

import dev.weft.core.dns.StubDns;
import dev.weft.event.MongoEvent;
import dev.weft.settings.ClientSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.bson.BsonDocument;

/**
 * Servers that stand for those on the specifications' ports from 27017 on, a DNS that leads to them, and pauses between two looks at it that pass when
 * the test says so.
 */
final class SrvStage implements AutoCloseable {
    static final String LOCAL = "localhost.test.build.10gen.cc";
    private static final int FIRST_PORT = 27_017;

    final List<FakeMongod> servers = new ArrayList<>();
    final StubDns dns;
    /** How long each pause was to be, in order. */
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    final List<MongoEvent> heard = new CopyOnWriteArrayList<>();
    private final Semaphore passing = new Semaphore(0);
    /** Runs before each choice by chance. */
    volatile Runnable chance = () -> {};

    private SrvStage(int count) {
        for (var i = 0; i < count; i++) {
            servers.add(FakeMongod.standalone());
        }
        dns = StubDns.specification(this::port);
    }

    static SrvStage mongos(int count) {
        var stage = new SrvStage(count);
        stage.servers.forEach(server -> server.change(BsonDocument.parse("{msg: 'isdbgrid'}")));
        return stage;
    }

    /** Members that call each other {@code localhost}; the first is primary. */
    static SrvStage replicaSet(String name, int count) {
        var stage = new SrvStage(count);
        var hosts = stage.servers.stream()
                .map(server -> "'localhost:" + server.address().port() + "'")
                .collect(Collectors.joining(", "));
        for (var server : stage.servers) {
            var primary = server == stage.servers.getFirst();
            server.change(BsonDocument.parse("{setName: '" + name + "', setVersion: 1, hosts: [" + hosts
                    + "], isWritablePrimary: " + primary + ", secondary: " + !primary + ", me: 'localhost:"
                    + server.address().port() + "'}"));
        }
        return stage;
    }

    /** Where the server of a port of the specifications listens. */
    int port(int specified) {
        var index = specified - FIRST_PORT;
        return index >= 0 && index < servers.size()
                ? servers.get(index).address().port()
                : specified;
    }

    /** What the name of test1 and of others stands for from now on. */
    void records(String query, int... specified) {
        dns.local(query, this::port, specified);
    }

    Cluster connect(String uri) {
        return connect(ClientSettings.of(uri));
    }

    Cluster connect(ClientSettings settings) {
        return connect(settings, this::rest);
    }

    Cluster connect(ClientSettings settings, Outside.Pace pace) {
        return Cluster.open(
                settings.with(s -> s.srvResolver(dns).tls(t -> t.enabled(false)).listen(MongoEvent.class, heard::add)),
                new Outside(host -> List.of(InetAddress.getLoopbackAddress()), pace, this::random));
    }

    private RandomGenerator random() {
        chance.run();
        return RandomGenerator.getDefault();
    }

    /** Lets one pause pass, and waits until DNS was asked and the next one begins. */
    void pass() {
        Until.holds(() -> !pauses.isEmpty());
        var before = pauses.size();
        passing.release();
        Until.holds(() -> pauses.size() > before);
    }

    /** Lets one pause pass after which nothing is expected. */
    void passForGood() {
        passing.release();
    }

    static Set<String> hosts(Cluster cluster) {
        return cluster.topology().servers().keySet().stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
    }

    /** The name of the specifications' local host, at these of its ports. */
    Set<String> local(int... specified) {
        var hosts = new HashSet<String>();
        for (var each : specified) {
            hosts.add(LOCAL + ":" + port(each));
        }
        return hosts;
    }

    private Wakeable.End rest(Duration pause, Pauses real) {
        pauses.add(pause);
        try {
            passing.acquire();
            return Wakeable.End.TIME;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Wakeable.End.STOPPED;
        }
    }

    @Override
    public void close() {
        servers.forEach(FakeMongod::close);
    }
}
