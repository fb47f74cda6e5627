package dev.weft.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.pitest.classpath.CodeSource;
import org.pitest.mutationtest.build.MutationGrouper;
import org.pitest.mutationtest.build.MutationGrouperFactory;
import org.pitest.mutationtest.engine.MutationDetails;

/**
 * Groups of so many mutants or fewer, in order, whatever their class.
 *
 * @param size how many
 */
record GroupsOf(int size) implements MutationGrouperFactory {
    @Override
    public MutationGrouper makeFactory(Properties properties, CodeSource code, int threads, int unitSize) {
        return (classes, mutants) -> {
            List<MutationDetails> all = List.copyOf(mutants);
            List<List<MutationDetails>> groups = new ArrayList<>();
            // Few mutants are shared out among the threads.
            int each = Math.clamp(all.size() / threads, 1, size);
            for (int i = 0; i < all.size(); i += each) {
                groups.add(new ArrayList<>(all.subList(i, Math.min(all.size(), i + each))));
            }
            return groups;
        };
    }

    @Override
    public String description() {
        return "Groups of " + size;
    }
}
