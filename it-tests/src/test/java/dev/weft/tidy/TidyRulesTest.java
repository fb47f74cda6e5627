package dev.weft.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules themselves can fail. */
@Tag("tidy")
class TidyRulesTest {
    private static final String MAIN = "core/src/main/java/dev/weft/core/session/";

    @Test
    void findsWhatShippedCodeMustNotDo() {
        assertEquals(
                Set.of("clock", "sleep", "thread", "print", "never", "catch", "error", "setter", "getter"),
                rules(MAIN + "Bad.java", """
                package dev.weft.core.session;
                class Bad {
                    private ThreadLocal<String> local;
                    void setName(String name) { synchronized (this) { System.out.println(System.nanoTime()); } }
                    public int getName() {
                        Thread.ofVirtual().start(() -> {});
                        try { Thread.sleep(1); } catch (Exception e) { throw new RuntimeException(e); }
                        return 1;
                    }
                }
                """));
    }

    @Test
    void measuresTheShapeOfMethods() {
        String lines = "        i++;\n".repeat(40);
        assertEquals(
                Set.of("method-length", "parameters", "nesting"),
                rules(MAIN + "Deep.java", """
                package dev.weft.core.session;
                class Deep {
                    void many(int a, int b, int c, int d, int e, int f) {
                        if (a > 0) { for (;;) { while (b > 0) { try { c++; } finally { d++; } } } }
                    }
                    void calm(int a) {
                        if (a == 1) { return; } else if (a == 2) { return; } else if (a == 3) { return; } else if (a == 4) { return; }
                    }
                    void tall(int i) {
                """ + lines + "    }\n}\n"));
    }

    @Test
    void letsAllOfItPassInTheRoomsItIsMeantFor() {
        assertEquals(Set.of(), rules("protocol/src/main/java/dev/weft/protocol/transport/Loop.java", """
                package dev.weft.protocol.transport;
                class Loop {
                    long now() { Thread.ofPlatform().name("weft-io").start(() -> {}); return System.nanoTime(); }
                }
                """));
    }

    @Test
    void wantsTestNamesToBeSentences() {
        assertEquals(
                Set.of("test-name", "sleep"),
                rules("core/src/test/java/dev/weft/core/session/SessionChecks.java", """
                class SessionChecks {
                    @Test void works() throws Exception { Thread.sleep(10); }
                }
                """));
    }

    @Test
    void takesALatchThatNobodyCanOpenForASleep() {
        assertEquals(Set.of("sleep"), rules("core/src/test/java/dev/weft/core/session/Pause.java", """
                class Pause {
                    void pause() throws Exception { new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS); }
                }
                """));
        assertEquals(Set.of(), rules("core/src/test/java/dev/weft/core/session/Wait.java", """
                class Wait {
                    void pause(CountDownLatch opened) throws Exception { opened.await(10, TimeUnit.SECONDS); }
                }
                """));
    }

    @Test
    void readsFilesAndPackages() {
        var empty =
                Source.parse("pool/src/main/java/dev/weft/pool/util/package-info.java", "package dev.weft.pool.util;");
        var marked = Source.parse(
                "pool/src/main/java/dev/weft/pool/line/LineManager.java",
                "package dev.weft.pool.line;\nclass LineManager {} // TO" + "DO later\n" + "\n".repeat(300));
        assertEquals(
                Set.of("package-info", "name", "mark", "file-length"),
                FileRules.check(List.of(empty, marked)).stream()
                        .map(Violation::rule)
                        .collect(Collectors.toSet()));
    }

    @Test
    void grantsAWaiverOnlyWhileItIsNeeded() {
        var waivers =
                new Waivers(List.of("# rule path reason", "name a/B.java history", "name a/C.java gone", "short"));
        List<Violation> left = waivers.apply(List.of(new Violation("name", "a/B.java", 1, "bad name")));
        assertEquals(
                List.of("tidy-waivers.txt:4 [waiver]", "tidy-waivers.txt:3 [waiver]"),
                left.stream()
                        .map(each ->
                                each.toString().substring(0, each.toString().indexOf(']') + 1))
                        .toList());
    }

    private static Set<String> rules(String path, String text) {
        return CodeRules.check(Source.parse(path, text)).stream()
                .map(Violation::rule)
                .collect(Collectors.toSet());
    }

    @Test
    void theConcurrencyPageNamesEachSharedFieldAndNoneThatIsNotThere() {
        var source = Source.parse(MAIN + "Shared.java", """
                package dev.weft.core.session;
                class Shared {
                    private volatile int told;
                    private volatile int untold;
                    private final AtomicLong counted = new AtomicLong();
                    private int plain;
                }
                """);
        var found = ConcurrencyRules.check(
                List.of(source), List.of("| `Shared.told`, `Shared.plain` | me |", "`Shared.gone`"));
        assertEquals(
                List.of(
                        ConcurrencyRules.PAGE + " does not say who writes Shared.untold",
                        ConcurrencyRules.PAGE + " does not say who writes Shared.counted",
                        "Shared.gone is no field of shipped code"),
                found.stream().map(Violation::message).toList());
    }
}
