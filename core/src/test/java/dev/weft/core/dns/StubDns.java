package dev.weft.core.dns;

import dev.weft.settings.SrvResolver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A DNS that knows what a test has told it. */
public final class StubDns implements SrvResolver {
    /** How long the records of the specifications live. */
    public static final Duration DAY = Duration.ofDays(1);

    /** What a test does instead of answering. */
    @FunctionalInterface
    public interface Trouble {
        void happen() throws IOException;
    }

    private final Map<String, List<Srv>> hosts = new ConcurrentHashMap<>();
    private final Map<String, List<String>> texts = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile @Nullable Trouble trouble;

    /** Answers with these records for a name from now on; none unless told. */
    public StubDns srv(String name, Srv... records) {
        hosts.put(name, List.of(records));
        return this;
    }

    /** The same for TXT records. */
    public StubDns txt(String name, String... records) {
        texts.put(name, List.of(records));
        return this;
    }

    /** Does this before it answers; null: nothing. */
    public void trouble(@Nullable Trouble next) {
        trouble = next;
    }

    /** How often it was asked for SRV records. */
    public int asked() {
        return asked.get();
    }

    /**
     * The records that the tests of the initial DNS seedlist discovery specification want ("Test Setup").
     *
     * @param port where the server of a port of the specification listens
     */
    public static StubDns specification(IntUnaryOperator port) {
        var dns = new StubDns();
        var domain = ".test.build.10gen.cc";
        for (int one : List.of(3, 5, 6, 7, 8, 10, 11, 20, 21)) {
            dns.local("_mongodb._tcp.test" + one + domain, port, 27_017);
        }
        dns.local("_mongodb._tcp.test1" + domain, port, 27_017, 27_018);
        dns.local("_mongodb._tcp.test2" + domain, port, 27_018, 27_019);
        // Its list of records names the first port only, its case srv-service-name both.
        dns.local("_customname._tcp.test22" + domain, port, 27_017, 27_018);
        dns.local("_mongodb._tcp.test23" + domain, port, 8_000);
        dns.local("_mongodb._tcp.test24" + domain, port, 8_000);
        Map.of(
                        12, "localhost.build.10gen.cc.",
                        13, "test.build.10gen.cc.",
                        14, "localhost.not-test.build.10gen.cc.",
                        15, "localhost.test.not-build.10gen.cc.",
                        16, "localhost.test.build.not-10gen.cc.",
                        17, "localhost.test.build.10gen.not-cc.",
                        18, "localhost.sub.test.build.10gen.cc.")
                .forEach((number, target) ->
                        dns.srv("_mongodb._tcp.test" + number + domain, record(target, port.applyAsInt(27_017))));
        dns.srv(
                "_mongodb._tcp.test19" + domain,
                record("localhost.evil.build.10gen.cc.", 27_017),
                record("localhost" + domain + ".", 27_017));
        return dns.txt("test5" + domain, "replicaSet=repl0&authSource=thisDB")
                .txt("test6" + domain, "replicaSet=repl0", "authSource=otherDB")
                .txt("test7" + domain, "ssl=false")
                .txt("test8" + domain, "authSource")
                .txt("test10" + domain, "socketTimeoutMS=500")
                .txt("test11" + domain, "replicaS" + "et=rep" + "l0")
                .txt("test20" + domain, "loadBalanced=true")
                .txt("test21" + domain, "loadBalanced=false")
                .txt("test24" + domain, "loadBalanced=true");
    }

    /** A record that lives for a day. */
    public static Srv record(String target, int port) {
        return new Srv(target, port, Optional.of(DAY));
    }

    /** Names the local host of the specifications at these of its ports. */
    public StubDns local(String name, IntUnaryOperator port, int... ports) {
        var records = new ArrayList<Srv>();
        for (int each : ports) {
            records.add(record("localhost.test.build.10gen.cc.", port.applyAsInt(each)));
        }
        hosts.put(name, List.copyOf(records));
        return this;
    }

    @Override
    public List<Srv> srv(String name) throws IOException {
        asked.incrementAndGet();
        var now = trouble;
        if (now != null) {
            now.happen();
        }
        return hosts.getOrDefault(name, List.of());
    }

    @Override
    public List<String> txt(String name) {
        return texts.getOrDefault(name, List.of());
    }
}
