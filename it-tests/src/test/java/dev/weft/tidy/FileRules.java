package dev.weft.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** What can be said of a file as a whole: its size, its names, its comments, and what its package says of itself. */
final class FileRules {
    private static final int MAIN_LINES = 300;
    private static final int TEST_LINES = 500;
    private static final int PUBLIC_TYPES = 3;
    private static final Set<String> HOMELESS =
            Set.of("util", "utils", "common", "helper", "helpers", "impl", "support", "misc");
    private static final Pattern HOMELESS_CLASS = Pattern.compile(".*(Utils?|Helper|Manager|Impl)");
    private static final List<String> ROOM_WORDS = List.of("Job:", "May use:", "Entry:", "Threads:");
    // Spelled in two parts, so that this file does not break its own rule.
    private static final Pattern MARK = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b(?!.*#\\d)");
    private static final String AUTHOR = "@" + "author";

    private FileRules() {}

    static List<Violation> check(List<Source> sources) {
        List<Violation> found = new ArrayList<>();
        for (Source source : sources) {
            size(source, found);
            names(source, found);
            comments(source, found);
            if (source.simpleName().equals("package-info")) {
                packageInfo(source, found);
            }
        }
        packagesWithoutInfo(sources, found);
        publicTypes(sources, found);
        return found;
    }

    private static void size(Source source, List<Violation> found) {
        int limit = source.main() ? MAIN_LINES : TEST_LINES;
        if (source.lines() > limit) {
            found.add(new Violation("file-length", source.path(), 1, source.lines() + " lines, allowed are " + limit));
        }
    }

    private static void names(Source source, List<Violation> found) {
        for (String part : source.packageName().split("\\.", -1)) {
            if (HOMELESS.contains(part)) {
                found.add(new Violation("name", source.path(), 1, "a package called " + part + " says nothing"));
            }
        }
        if (HOMELESS_CLASS.matcher(source.simpleName()).matches()) {
            found.add(new Violation("name", source.path(), 1, "name the class by what it does, not by such an ending"));
        }
    }

    private static void comments(Source source, List<Violation> found) {
        int line = 0;
        for (String text : source.text().split("\n", -1)) {
            line++;
            if (MARK.matcher(text).find()) {
                found.add(new Violation("mark", source.path(), line, "a mark without an issue number (#123)"));
            }
            if (text.contains(AUTHOR)) {
                found.add(new Violation("mark", source.path(), line, "the history knows who wrote it"));
            }
        }
    }

    private static void packageInfo(Source source, List<Violation> found) {
        for (String word : ROOM_WORDS) {
            if (!source.text().contains(word)) {
                found.add(new Violation("package-info", source.path(), 1, "the line \"" + word + "\" is missing"));
            }
        }
        if (source.main() && !source.text().contains("@NullMarked")) {
            found.add(new Violation("package-info", source.path(), 1, "@NullMarked is missing"));
        }
    }

    private static void packagesWithoutInfo(List<Source> sources, List<Violation> found) {
        Set<String> described = new TreeSet<>();
        Map<String, String> used = new TreeMap<>();
        for (Source source : sources) {
            String folder = source.path().substring(0, source.path().lastIndexOf('/'));
            if (source.simpleName().equals("package-info")) {
                described.add(folder);
            } else if (source.main() && !source.packageName().isEmpty()) {
                used.putIfAbsent(folder, source.path());
            }
        }
        used.keySet().removeAll(described);
        used.values()
                .forEach(path ->
                        found.add(new Violation("package-info", path, 1, "its package has no package-info.java")));
    }

    private static void publicTypes(List<Source> sources, List<Violation> found) {
        Map<String, List<String>> types = new TreeMap<>();
        for (Source source : sources) {
            if (source.main() && source.packageName().startsWith("dev.weft.core.")) {
                for (Tree type : source.unit().getTypeDecls()) {
                    if (type instanceof ClassTree declared && counts(declared)) {
                        types.computeIfAbsent(source.packageName(), name -> new ArrayList<>())
                                .add(declared.getSimpleName().toString());
                    }
                }
            }
        }
        types.forEach((name, declared) -> {
            if (declared.size() > PUBLIC_TYPES) {
                String path = "core/src/main/java/" + name.replace('.', '/');
                found.add(
                        new Violation("public-types", path, 1, "more than " + PUBLIC_TYPES + " ways in: " + declared));
            }
        });
    }

    private static boolean counts(ClassTree type) {
        return type.getModifiers().getFlags().contains(Modifier.PUBLIC)
                && type.getKind() != Tree.Kind.RECORD
                && !type.getSimpleName().toString().endsWith("Exception");
    }
}
