package dev.weft.mutants;

import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import org.pitest.classinfo.ClassName;
import org.pitest.classpath.CodeSource;
import org.pitest.coverage.CoverageDatabase;
import org.pitest.coverage.TestInfo;
import org.pitest.mutationtest.build.DefaultTestPrioritiser;
import org.pitest.mutationtest.build.TestPrioritiser;
import org.pitest.mutationtest.build.TestPrioritiserFactory;

/**
 * Which questions a mutant is asked, in what order: those that reach it, suites of data first, then what is quick. Code that most questions reach is not
 * asked the slow ones, which wait for a monitor's next check or for a limit to pass; a second run asks them of those that survived. Found as
 * a service.
 */
public final class QuickFirst implements TestPrioritiserFactory {
    private static final int SLOW_MILLIS = 400;
    private static final int MANY = 100;
    private static final int NEAREST = 9;

    @Override
    public TestPrioritiser makeTestPrioritiser(Properties properties, CodeSource code, CoverageDatabase coverage) {
        var all = new DefaultTestPrioritiser(coverage);
        if (System.getProperty(Mutants.JUDGE).equals("own")) {
            return mutant ->
                    nearest(all.assignTests(mutant), mutant.getClassName().getPackage());
        }
        boolean onlySlow = Boolean.getBoolean(Mutants.ONLY_SLOW);
        return mutant -> {
            List<TestInfo> reaching = all.assignTests(mutant);
            return reaching.stream()
                    .filter(question -> onlySlow == (reaching.size() > MANY && isSlow(question)))
                    .sorted(Comparator.comparing(QuickFirst::isSuite).reversed().thenComparingInt(TestInfo::getTime))
                    .toList();
        };
    }

    /** Tests of our own stand beside what they test; a few of the others may notice as well. */
    private static List<TestInfo> nearest(List<TestInfo> reaching, ClassName room) {
        String near = room.asJavaName() + ".";
        return reaching.stream()
                .sorted(Comparator.comparing((TestInfo question) -> isIn(near, question))
                        .reversed()
                        .thenComparingInt(TestInfo::getTime))
                .limit(NEAREST)
                .toList();
    }

    /** The name of a question begins with that of the judge. */
    private static boolean isIn(String room, TestInfo question) {
        String name = question.getName().substring(Judge.class.getName().length() + 1);
        return name.startsWith(room) && name.indexOf('.', room.length()) < 0;
    }

    private static boolean isSlow(TestInfo question) {
        return question.getTime() >= SLOW_MILLIS && !isSuite(question);
    }

    private static boolean isSuite(TestInfo question) {
        return question.getName().endsWith("SpecTest");
    }

    @Override
    public String description() {
        return "Quick questions first";
    }
}
