package dev.weft.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.pitest.boot.HotSwapAgent;
import org.pitest.classinfo.ClassName;
import org.pitest.mutationtest.engine.Mutant;
import org.pitest.mutationtest.environment.EnvironmentResetPlugin;
import org.pitest.mutationtest.environment.ResetEnvironment;
import org.pitest.mutationtest.execute.CatchNewClassLoadersTransformer;

/**
 * What makes one JVM fit for many mutants. Before each, the class that was mutated last is put back, clients and deployments are ended,
 * and a healthy driver answers a few questions. When it can't, or a thread of a client is left, the JVM ends: the last mutant has
 * done lasting damage, and would have the next one accused. PIT goes on in a new one. Found as a service.
 */
public final class CleanSlate implements EnvironmentResetPlugin, ResetEnvironment {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Optional<ClassName> mutated = Optional.empty();

    @Override
    public ResetEnvironment make() {
        return this;
    }

    @Override
    public String description() {
        return "Ends what a mutant has left behind";
    }

    @Override
    public void resetFor(Mutant next) {
        mutated.ifPresent(CleanSlate::restore);
        boolean clean = inTime(JudgePlugin.JUDGE::startAfresh) && nothingRuns() && inTime(CleanSlate::warmUp);
        if (mutated.isPresent() && !clean) {
            Runtime.getRuntime().halt(0);
        }
        mutated = Optional.of(next.getDetails().getClassName());
    }

    private static void restore(ClassName name) {
        try (InputStream in = CleanSlate.class.getResourceAsStream("/" + name.asInternalName() + ".class")) {
            byte[] original = in.readAllBytes();
            CatchNewClassLoadersTransformer.setMutant(name.asInternalName(), original);
            HotSwapAgent.hotSwap(Class.forName(name.asJavaName(), false, CleanSlate.class.getClassLoader()), original);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /** Also warms up what the first mutant of a JVM would else have to pay for out of its time limit. */
    private static void warmUp() {
        JudgePlugin.JUDGE
                .questions()
                .filter(CleanSlate::isQuickAndBroad)
                .forEach(question -> JudgePlugin.JUDGE.failure(question).ifPresent(broken -> {
                    throw new IllegalStateException(question + ": " + broken);
                }));
    }

    private static boolean isQuickAndBroad(String question) {
        return question.endsWith("crud/find.json")
                || question.endsWith("crud/insertOne.json")
                || question.endsWith(".ConnectionStringSpecTest")
                || question.endsWith(".CmapSpecTest");
    }

    private static boolean nothingRuns() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("weft-"));
    }

    private static boolean inTime(Runnable step) {
        var done = new boolean[1];
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            step.run();
            done[0] = true;
        });
        try {
            return thread.join(PATIENCE) && done[0];
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
