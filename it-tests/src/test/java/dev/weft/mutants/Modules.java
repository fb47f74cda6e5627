package dev.weft.mutants;

import java.util.List;
import org.pitest.mutationtest.engine.MutationDetails;

/** The modules whose classes are mutated. */
final class Modules {
    static final List<String> MUTATED = List.of("protocol", "pool", "core");

    private Modules() {}

    static String of(MutationDetails mutant) {
        String name = mutant.getClassName().asJavaName();
        return name.startsWith("dev.weft.protocol.") ? "protocol" : name.startsWith("dev.weft.pool.") ? "pool" : "core";
    }
}
