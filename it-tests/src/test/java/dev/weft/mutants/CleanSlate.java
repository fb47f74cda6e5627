package dev.weft.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
    /** Long: a busy machine is not a mutant's fault. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

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
        harm().ifPresent(harm -> {
            Report.add("given-up.txt", mutated.map(ClassName::asJavaName).orElse("at the start") + ": " + harm);
            Runtime.getRuntime().halt(0);
        });
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

    /** What the last mutant has done that outlives it; empty when there is nothing. */
    private static Optional<String> harm() {
        if (!inTime(JudgePlugin.JUDGE::startAfresh)) {
            return Optional.of("closing does not end");
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("weft-") && !ended(thread)) {
                return Optional.of(thread.getName() + " is left");
            }
        }
        return inTime(CleanSlate::warmUp) ? Optional.empty() : Optional.of("the driver put back is not as it was");
    }

    private static boolean inTime(Runnable step) {
        var done = new AtomicBoolean();
        return ended(Thread.ofPlatform().daemon().start(() -> {
                    step.run();
                    done.set(true);
                }))
                && done.get();
    }

    private static boolean ended(Thread thread) {
        try {
            return thread.join(PATIENCE);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
