package dev.weft.unified.run;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which cases to run: {@code -Dweft.suite}, {@code -Dweft.file} and {@code -Dweft.case}, each a part of the name, several by commas.
 *
 * @param suites parts of suites' names
 * @param files parts of files' names
 * @param cases parts of cases' names
 */
public record Selection(List<String> suites, List<String> files, List<String> cases) {
    /** What the system properties say. */
    public static Selection asked() {
        return new Selection(list("weft.suite", ","), list("weft.file", ","), list("weft.case", "\n"));
    }

    /** Whether nothing is left out. */
    public boolean all() {
        return suites.isEmpty() && files.isEmpty() && cases.isEmpty();
    }

    /** Whether a suite of this name is meant. */
    public boolean suite(String name) {
        return any(suites, name);
    }

    /** Whether a file of this name is meant. */
    public boolean file(String name) {
        return any(files, name);
    }

    /** Whether a case of this description is meant. */
    public boolean testCase(String name) {
        return any(cases, name);
    }

    private static boolean any(List<String> parts, String name) {
        return parts.isEmpty() || parts.stream().anyMatch(name::contains);
    }

    private static List<String> list(String property, String separator) {
        return Stream.of(System.getProperty(property, "").split(separator))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
