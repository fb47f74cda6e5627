package dev.weft.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The folder with the results of a run; several JVMs add to some of its files. */
final class Report {
    private Report() {}

    /** Adds a line. */
    static void add(String file, String line) {
        write(file, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Writes the whole file; returns where it is. */
    static Path write(String file, List<String> lines) {
        return write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Takes away what the last run has left. */
    static void clear(String... files) {
        try {
            for (String file : files) {
                Files.deleteIfExists(folder().resolve(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(String file, List<String> lines, StandardOpenOption... how) {
        try {
            return Files.write(Files.createDirectories(folder()).resolve(file), lines, how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty(Mutants.REPORT));
    }
}
