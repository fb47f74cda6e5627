package dev.weft.testbed.junit;

import dev.weft.testbed.Deployment;
import dev.weft.testbed.strict.Violation;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test whose driver sent something to a deployment of the testbed that a driver must not send, even if a server lets it
 * pass. Registered by itself. A test that breaks a rule on purpose takes the violations before it ends.
 */
public final class NoViolation implements BeforeEachCallback, AfterEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
        // What was left over by what ran before is not this test's fault.
        List<Violation> before = Deployment.takeAllViolations();
        if (!before.isEmpty()) {
            context.publishReportEntry("violations between tests", before.toString());
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<Violation> violations = Deployment.takeAllViolations();
        if (!violations.isEmpty()) {
            throw new AssertionError("what a driver must not send was sent:\n"
                    + violations.stream().map(Violation::toString).collect(Collectors.joining("\n")));
        }
    }
}
