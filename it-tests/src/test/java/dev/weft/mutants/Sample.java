package dev.weft.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.pitest.mutationtest.build.InterceptorParameters;
import org.pitest.mutationtest.build.InterceptorType;
import org.pitest.mutationtest.build.ProjectMutationInterceptor;
import org.pitest.mutationtest.build.ProjectMutationInterceptorFactory;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.plugin.Feature;

/**
 * Keeps so many of a hundred mutants. Which ones, their names decide: the same in every run, as long as the method is as it was. Or it keeps
 * those that survived another judge. Found as a service.
 */
public final class Sample implements ProjectMutationInterceptorFactory, ProjectMutationInterceptor {
    private static final double WHOLE = 0x1_0000_0000L;

    private final double share = Double.parseDouble(System.getProperty(Mutants.SAMPLE)) / 100;
    private final Set<String> survivors = survivors();

    /** What is kept, in words. */
    static String shown() {
        return survivors().isEmpty()
                ? System.getProperty(Mutants.SAMPLE) + " % of them"
                : "those that survived in " + System.getProperty(Mutants.SURVIVORS);
    }

    @Override
    public ProjectMutationInterceptor createInterceptor(InterceptorParameters parameters) {
        return this;
    }

    @Override
    public Collection<MutationDetails> intercept(Collection<MutationDetails> generated) {
        List<MutationDetails> kept = generated.stream().filter(this::isKept).toList();
        Score.generated(generated);
        return kept;
    }

    private boolean isKept(MutationDetails mutant) {
        return survivors.isEmpty() ? place(mutant) < share : survivors.contains(Score.name(mutant));
    }

    private static Set<String> survivors() {
        String file = System.getProperty(Mutants.SURVIVORS, "");
        try {
            return file.isBlank() ? Set.of() : Score.survivors(Files.readAllLines(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From 0, included, to 1, excluded. */
    private static double place(MutationDetails mutant) {
        var hash = new CRC32();
        hash.update(mutant.getId().toString().getBytes(StandardCharsets.UTF_8));
        return hash.getValue() / WHOLE;
    }

    /** PIT first looks whether there are mutants at all; that look is not sampled. */
    @Override
    public InterceptorType type() {
        return InterceptorType.FILTER;
    }

    @Override
    public Feature provides() {
        return Feature.named("WEFT_SAMPLE").withOnByDefault(true);
    }

    @Override
    public String description() {
        return "Keeps a sample";
    }
}
