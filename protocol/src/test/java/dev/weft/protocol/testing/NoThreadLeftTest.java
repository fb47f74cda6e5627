package dev.weft.protocol.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;

class NoThreadLeftTest {
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void seesVirtualThreadsOfTheDriver() throws InterruptedException {
        Thread thread = Thread.ofVirtual().name("weft-left-behind").start(this::waitForTheEnd);
        assertTrue(WeftThreads.alive().containsValue("weft-left-behind"));
        end.countDown();
        thread.join();
        assertFalse(WeftThreads.alive().containsValue("weft-left-behind"));
    }

    @Test
    void seesPlatformThreadsOfTheDriver() throws InterruptedException {
        Thread thread = Thread.ofPlatform().daemon().name("weft-io-left").start(this::waitForTheEnd);
        assertTrue(WeftThreads.alive().containsValue("weft-io-left"));
        end.countDown();
        thread.join();
        assertFalse(WeftThreads.alive().containsValue("weft-io-left"));
    }

    @Test
    void failsTheClassThatForgetsItsThread() throws InterruptedException {
        var events = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .selectors(DiscoverySelectors.selectClass(ForgetsItsThread.class))
                .execute()
                .containerEvents();
        ForgetsItsThread.endIt();
        events.failed()
                .assertEventsMatchExactly(EventConditions.event(
                        EventConditions.container(ForgetsItsThread.class),
                        EventConditions.finishedWithFailure(TestExecutionResultConditions.message(
                                message -> message.endsWith("left threads alive: [weft-forgotten]")))));
    }

    private void waitForTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
