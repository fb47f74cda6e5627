package dev.weft.mutants;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pitest.classinfo.ClassByteArraySource;
import org.pitest.help.PitHelpError;
import org.pitest.testapi.AbstractTestUnit;
import org.pitest.testapi.Configuration;
import org.pitest.testapi.Description;
import org.pitest.testapi.ResultCollector;
import org.pitest.testapi.TestGroupConfig;
import org.pitest.testapi.TestPluginFactory;
import org.pitest.testapi.TestSuiteFinder;
import org.pitest.testapi.TestUnit;
import org.pitest.testapi.TestUnitExecutionListener;
import org.pitest.testapi.TestUnitFinder;

/** Lets PIT ask the {@link Judge}, one question at a time. Found as a service. */
public final class JudgePlugin implements TestPluginFactory {
    /** One judge per JVM: its deployments stay up from question to question. */
    static final Judge JUDGE = Judge.asked();

    @Override
    public Configuration createTestFrameworkConfiguration(
            TestGroupConfig groups,
            ClassByteArraySource source,
            Collection<String> excludedRunners,
            Collection<String> includedMethods) {
        return new OneTestClass();
    }

    @Override
    public String name() {
        return "weft";
    }

    @Override
    public String description() {
        return "Conformance cases or tests of our own as judge";
    }

    private static final class OneTestClass implements Configuration, TestUnitFinder {
        @Override
        public TestUnitFinder testUnitFinder() {
            return this;
        }

        @Override
        public List<TestUnit> findTestUnits(Class<?> testClass, TestUnitExecutionListener listener) {
            if (testClass != Judge.class) {
                return List.of();
            }
            Modules.loadAll();
            return JUDGE.questions().<TestUnit>map(Question::new).toList();
        }

        @Override
        public TestSuiteFinder testSuiteFinder() {
            return testClass -> List.of();
        }

        @Override
        public Optional<PitHelpError> verifyEnvironment() {
            return Optional.empty();
        }
    }

    private static final class Question extends AbstractTestUnit {
        Question(String name) {
            super(new Description(name, Judge.class));
        }

        @Override
        public void execute(ResultCollector results) {
            results.notifyStart(getDescription());
            Optional<String> failure = failure();
            if (failure.isPresent()) {
                // Cases race against clocks and share the machine: only what goes wrong twice, and on a fresh
                // deployment, counts.
                JUDGE.startAfresh();
                failure = failure();
            }
            failure.ifPresentOrElse(
                    why -> {
                        Report.add("why.txt", getDescription().getName() + ": " + why);
                        results.notifyEnd(getDescription(), new AssertionError(why));
                    },
                    () -> results.notifyEnd(getDescription()));
        }

        private Optional<String> failure() {
            try {
                return JUDGE.failure(getDescription().getName());
            } catch (RuntimeException | Error broken) {
                // A mutant may break what the judge itself stands on, its own client first.
                return Optional.of(String.valueOf(broken));
            }
        }
    }
}
