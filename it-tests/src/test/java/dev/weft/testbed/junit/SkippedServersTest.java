package dev.weft.testbed.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.cause;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** A server that is missing skips a test by name and is no failure; a server that is broken is one. */
class SkippedServersTest {
    private static Events run(String method) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectMethod(AsksForServers.class, method, "dev.weft.testbed.TestServer"))
                .execute()
                .testEvents();
    }

    @Test
    void aKindThatCannotStartIsSkippedAndSaysWhichAndWhy() {
        var events = run("runsOnWhatIsThere");
        events.assertStatistics(of -> of.skipped(1).succeeded(1).failed(0).aborted(0));
        events.skipped()
                .assertEventsMatchExactly(event(
                        displayName("on engine"), skippedWithReason("skipped on engine: start-engine: needs npm")));
        events.succeeded().assertEventsMatchExactly(event(displayName("on embedded"), finishedSuccessfully()));
    }

    @Test
    void aNeedThatNoServerMeetsIsOneSkipAndNoFailure() {
        var events = run("asksForMoreThanAnyServerHas");
        events.assertStatistics(of -> of.skipped(1).started(0).failed(0));
        events.skipped()
                .assertEventsMatchExactly(
                        event(skippedWithReason("no server that has [OBSERVABLE, AUTHENTICATION] is at"
                                + " hand; this run may use [embedded, engine, ferret] (-Dweft.servers, WEFT_URI)")));
    }

    @Test
    void theBestServerMayBeMissingToo() {
        var events = run("asksForTheEngineOnly");
        events.assertStatistics(of -> of.skipped(1).started(0).failed(0));
        events.skipped()
                .assertEventsMatchExactly(event(skippedWithReason("no server that has [REAL_SEMANTICS] is at hand; this"
                        + " run may use [embedded, engine, ferret] (-Dweft.servers, WEFT_URI);"
                        + " skipped on engine: start-engine: needs npm")));
        run("takesTheSecondBest").assertStatistics(of -> of.skipped(0).succeeded(1));
    }

    @Test
    void aServerThatShouldRunAndDoesNotFailsEveryTestAndIsTriedOnce() {
        AsksForServers.STARTS.set(0);
        var events = EngineTestKit.engine("junit-jupiter")
                .selectors(
                        DiscoverySelectors.selectMethod(
                                AsksForServers.class, "asksForABrokenServer", "dev.weft.testbed.TestServer"),
                        DiscoverySelectors.selectMethod(
                                AsksForServers.class, "asksForABrokenServerAgain", "dev.weft.testbed.TestServer"))
                .execute()
                .testEvents();
        events.assertStatistics(of -> of.skipped(0).failed(2));
        var broken = event(finishedWithFailure(cause(
                message("the server ferret did not start"), cause(message("start-ferret: ended with status 70")))));
        events.failed().assertEventsMatchExactly(broken, broken);
        assertEquals(1, AsksForServers.STARTS.get());
    }
}
