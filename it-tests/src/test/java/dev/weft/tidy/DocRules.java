package dev.weft.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What keeps the documents true: ADRs have their form, what ARCHITECTURE.md names exists, docs/specs.md knows every suite. */
final class DocRules {
    private static final List<String> ADR_HEADINGS =
            List.of("## Status", "## Context", "## Decision", "## Consequences");
    private static final Pattern ADR_NAME = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
    private static final Pattern TYPE_NAME =
            Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:<[^`]*>)?(?:\\.[a-z]\\w*)?(?:\\([^`]*\\))?`");

    private final Path root;
    private final List<Violation> found = new ArrayList<>();

    private DocRules(Path root) {
        this.root = root;
    }

    static List<Violation> check(Path root, List<Source> sources) {
        var rules = new DocRules(root);
        rules.decisions();
        rules.architecture(sources);
        rules.specifications(sources);
        rules.found.addAll(ConcurrencyRules.check(sources, rules.lines(ConcurrencyRules.PAGE)));
        return rules.found;
    }

    private void decisions() {
        try (Stream<Path> files = Files.list(root.resolve("docs/adr"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                Matcher number = ADR_NAME.matcher(name);
                String path = "docs/adr/" + name;
                if (number.matches()) {
                    decision(path, Integer.parseInt(number.group(1)), lines(path));
                } else {
                    found.add(new Violation("adr", path, 1, "name it NNNN-title-in-words.md"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void decision(String path, int number, List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().startsWith("# ADR " + number + ": ")) {
            found.add(new Violation("adr", path, 1, "the first line is \"# ADR " + number + ": title\""));
        }
        List<String> headings =
                lines.stream().filter(line -> line.startsWith("## ")).toList();
        if (!headings.containsAll(ADR_HEADINGS)) {
            found.add(new Violation("adr", path, 1, "the headings are " + ADR_HEADINGS));
        }
    }

    private void architecture(List<Source> sources) {
        Set<String> types = new HashSet<>();
        sources.forEach(source -> new TypeNames(types).scan(source.unit(), null));
        String path = "docs/ARCHITECTURE.md";
        List<String> lines = lines(path);
        for (int i = 0; i < lines.size(); i++) {
            Matcher name = TYPE_NAME.matcher(lines.get(i));
            while (name.find()) {
                if (!types.contains(name.group(1))) {
                    found.add(new Violation("architecture", path, i + 1L, name.group(1) + " does not exist"));
                }
            }
        }
    }

    private void specifications(List<Source> sources) {
        String page = String.join("\n", lines("docs/specs.md"));
        for (Source source : sources) {
            if (source.simpleName().endsWith("SpecTest") && !page.contains("`" + source.simpleName() + "`")) {
                found.add(new Violation("specs", source.path(), 1, "docs/specs.md has no line for it"));
            }
        }
    }

    private List<String> lines(String path) {
        Path file = root.resolve(path);
        if (!Files.exists(file)) {
            found.add(new Violation("document", path, 1, "is missing"));
            return List.of();
        }
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class TypeNames extends TreeScanner<Void, Void> {
        private final Set<String> names;

        TypeNames(Set<String> names) {
            this.names = names;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            names.add(type.getSimpleName().toString());
            return super.visitClass(type, null);
        }
    }
}
