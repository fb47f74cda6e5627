package dev.weft.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The table of what the official driver and Motor offer and where Weft has it: {@code docs/parity.md} is made of {@code parity.txt}, and what that
 * names is there. {@code -Dweft.parity=write} makes the page anew.
 */
class ParityTest {
    private static final Path ROOT = Path.of(System.getProperty("weft.root"));
    private static final Path PAGE = ROOT.resolve("docs/parity.md");
    private static final JavaClasses WEFT = new ClassFileImporter()
            .importPaths(ROOT.resolve("core/target/classes"), ROOT.resolve("api/target/classes"));

    /**
     * A row.
     *
     * @param ours a class and its method, a reason behind an exclamation mark, or what it comes with behind a dash
     */
    private record Row(String theirs, String ours) {
        boolean isThere() {
            return !ours.startsWith("!") && !ours.startsWith("-");
        }

        String shown() {
            return switch (ours.charAt(0)) {
                case '!' -> "not there: " + ours.substring(1);
                case '-' -> "comes with " + ours.substring(1);
                case '@' -> '`' + ours.substring(1) + '`';
                default -> '`' + ours + '`';
            };
        }
    }

    private record Part(String title, List<Row> rows) {}

    private static List<Part> parts() throws IOException {
        List<Part> parts = new ArrayList<>();
        try (InputStream in = ParityTest.class.getResourceAsStream("parity.txt")) {
            boolean headed = false;
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.isBlank()) {
                    headed = true;
                } else if (line.startsWith("#") && headed) {
                    parts.add(new Part(line.substring(2), new ArrayList<>()));
                } else if (!line.startsWith("#")) {
                    String[] sides = line.split(" = ", 2);
                    parts.getLast().rows().add(new Row(sides[0], sides[1]));
                }
            }
        }
        return parts;
    }

    @Test
    void everyMethodOfOursThatARowNamesIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Part part : parts()) {
            part.rows().stream()
                    .filter(row -> row.isThere() && !isThere(row.ours()))
                    .forEach(row -> missing.add(row.theirs() + " = " + row.ours()));
        }
        assertEquals(List.of(), missing);
    }

    private static boolean isThere(String ours) {
        if (ours.startsWith("@")) {
            return jdk(ours.substring(1));
        }
        int dot = ours.indexOf('.');
        String type = dot < 0 ? ours : ours.substring(0, dot);
        List<JavaClass> found = WEFT.stream()
                .filter(each ->
                        each.getSimpleName().equals(type) && each.getModifiers().contains(JavaModifier.PUBLIC))
                .toList();
        return !found.isEmpty() && (dot < 0 || found.stream().anyMatch(each -> has(each, ours.substring(dot + 1))));
    }

    private static boolean has(JavaClass type, String method) {
        return type.getAllMethods().stream()
                .anyMatch(each ->
                        each.getName().equals(method) && each.getModifiers().contains(JavaModifier.PUBLIC));
    }

    private static boolean jdk(String method) {
        int dot = method.lastIndexOf('.');
        try {
            return Optional.of(Class.forName(method.substring(0, dot))).stream()
                    .flatMap(type -> List.of(type.getMethods()).stream())
                    .anyMatch(each -> each.getName().equals(method.substring(dot + 1)));
        } catch (ClassNotFoundException none) {
            return false;
        }
    }

    @Test
    void noRowStandsTwice() throws IOException {
        List<String> all = parts().stream()
                .flatMap(part -> part.rows().stream())
                .map(Row::theirs)
                .toList();
        assertTrue(all.size() > 500, () -> "only " + all.size() + " rows");
        assertEquals(List.copyOf(new java.util.LinkedHashSet<>(all)), all);
    }

    @Test
    void thePageIsMadeOfTheRows() throws IOException {
        if (System.getProperty("weft.parity", "").equals("write")) {
            Files.writeString(PAGE, page());
        }
        assertEquals(page(), Files.readString(PAGE), "make it anew: -Dtest=ParityTest -Dweft.parity=write");
    }

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder(40_000);
        page.append("# Parity\n\n")
                .append(
                        "Where each method of MongoDB's official Java driver (5.10) and of Motor (3.6) is found in Weft, by the"
                                + " names they have there.\nThe names of its builders (`Filters`, `Updates`, `Projections`, `Sorts`,"
                                + " `Indexes`, `Aggregates`, `Accumulators`, `Windows`,\n`WindowOutputFields`,"
                                + " `VectorSearchIndexFields`) are Weft's, too, which `FamiliarNamesTest` sees to; expressions and"
                                + " search\noperators have the names of the server manual (`dev.weft.query.expression`,"
                                + " `dev.weft.query.search`).\n\nMade from `parity.txt` by `ParityTest`, which fails when a row names"
                                + " what is not there.\n");
        for (Part part : parts()) {
            long there = part.rows().stream().filter(Row::isThere).count();
            page.append("\n## ")
                    .append(part.title())
                    .append("\n\n")
                    .append(there)
                    .append(" of ");
            page.append(part.rows().size()).append(" are there.\n\n| there | in Weft |\n|---|---|\n");
            part.rows()
                    .forEach(row -> page.append("| `")
                            .append(row.theirs())
                            .append("` | ")
                            .append(row.shown())
                            .append(" |\n"));
        }
        return page.toString();
    }
}
