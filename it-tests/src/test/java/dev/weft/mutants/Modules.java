package dev.weft.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pitest.mutationtest.engine.MutationDetails;

/** The modules whose classes are mutated. */
final class Modules {
    static final List<String> MUTATED = List.of("protocol", "pool", "core");

    private Modules() {}

    static String of(MutationDetails mutant) {
        String name = mutant.getClassName().asJavaName();
        return name.startsWith("dev.weft.protocol.") ? "protocol" : name.startsWith("dev.weft.pool.") ? "pool" : "core";
    }

    /** Where the classes of a module are. */
    static Path classes(String module) {
        return Path.of(System.getProperty("weft.root"), module, "target/classes");
    }

    /**
     * Loads all their classes. Where PIT measures coverage it instruments each as it is loaded, by the thread that asks for it, and takes away
     * that thread's interrupt meanwhile: a monitor that is told to end just then would never hear of it.
     */
    static void loadAll() {
        for (String module : MUTATED) {
            Path folder = classes(module);
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Modules::isClass).toList()) {
                    String path = folder.relativize(file).toString();
                    Class.forName(
                            path.substring(0, path.length() - ".class".length()).replace('/', '.'),
                            false,
                            Modules.class.getClassLoader());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (ClassNotFoundException gone) {
                throw new IllegalStateException(gone);
            }
        }
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".class") && !file.endsWith("module-info.class");
    }
}
