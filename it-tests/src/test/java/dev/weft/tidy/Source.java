package dev.weft.tidy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** One Java file of ours: its text, and its syntax tree as javac parses it (nothing is resolved). */
record Source(String path, String text, CompilationUnitTree unit, SourcePositions positions) {
    private static final Set<String> SHIPPED = Set.of("protocol", "pool", "core", "api");

    static List<Source> allUnder(Path root) {
        try (Stream<Path> modules = Files.list(root)) {
            return parse(modules.filter(module -> Files.exists(module.resolve("pom.xml")))
                    .flatMap(module -> Stream.of(module.resolve("src/main/java"), module.resolve("src/test/java")))
                    .filter(Files::isDirectory)
                    .flatMap(Source::javaFiles)
                    .map(file -> new Text(root.relativize(file).toString(), read(file)))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Source parse(String path, String text) {
        return parse(List.of(new Text(path, text))).getFirst();
    }

    private static List<Source> parse(List<Text> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(null, null, problem -> {}, List.of("-proc:none"), null, files);
        List<Source> sources = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                var file = unit.getSourceFile();
                String text = file.getCharContent(true).toString();
                var positions = Trees.instance(task).getSourcePositions();
                sources.add(new Source(file.getName().substring(1), text, unit, positions));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    boolean main() {
        return path.contains("src/main/");
    }

    /** In a jar that users get; benchmarks, tests and the embedded server are not. */
    boolean shipped() {
        return main() && SHIPPED.contains(module());
    }

    String module() {
        return path.substring(0, path.indexOf('/'));
    }

    String simpleName() {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
    }

    String packageName() {
        return unit.getPackage() == null
                ? ""
                : unit.getPackage().getPackageName().toString();
    }

    long lines() {
        return text.lines().count();
    }

    long startLine(Tree tree) {
        return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    }

    long endLine(Tree tree) {
        return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String path, String text) {
            super(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
