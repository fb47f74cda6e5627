package dev.weft.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class inside this JVM. */
final class SuiteRun {
    private static final LauncherConfig BARE = LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build();

    private SuiteRun() {}

    /** The first case that fails, with nothing around the cases; empty when none does. */
    static Optional<String> bare(String testClass) {
        return failure(testClass, false);
    }

    /** The same, with the extensions that every build has: they find leaks. */
    static Optional<String> withExtensions(String testClass) {
        return failure(testClass, true);
    }

    private static Optional<String> failure(String testClass, boolean extensions) {
        var failed = new AtomicReference<String>();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(testClass))
                .filters(EngineFilter.includeEngines("junit-jupiter", "jqwik"))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", String.valueOf(extensions))
                .configurationParameter("jqwik.database", "target/jqwik-database")
                .configurationParameter("jqwik.reporting.onlyfailures", "true")
                .build();
        LauncherFactory.create(BARE).execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failed.compareAndSet(
                            null,
                            test.getDisplayName() + ": " + result.getThrowable().orElse(null));
                }
            }
        });
        return Optional.ofNullable(failed.get());
    }
}
