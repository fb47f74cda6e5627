package dev.weft.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** docs/concurrency.md names each field of shipped code that several threads share, as {@code Class.field}, and none that is not there. */
final class ConcurrencyRules {
    static final String PAGE = "docs/concurrency.md";

    private static final Pattern SHARED =
            Pattern.compile("(Atomic|Concurrent|CopyOnWrite|LongAdder|ReentrantLock|CountDownLatch|Semaphore|Phaser)");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*)\\.([a-zA-Z]\\w*)`");

    private ConcurrencyRules() {}

    static List<Violation> check(List<Source> sources, List<String> page) {
        List<Violation> found = new ArrayList<>();
        Set<String> named = named(page);
        Set<String> fields = new LinkedHashSet<>();
        for (Source source : sources) {
            if (source.shipped()) {
                new Fields(source, named, fields, found).scan(source.unit(), null);
            }
        }
        for (String name : named) {
            if (!fields.contains(name)) {
                found.add(new Violation("concurrency", PAGE, 1, name + " is no field of shipped code"));
            }
        }
        return found;
    }

    private static Set<String> named(List<String> page) {
        Set<String> names = new LinkedHashSet<>();
        Matcher name = NAMED.matcher(String.join("\n", page));
        while (name.find()) {
            names.add(name.group(1) + "." + name.group(2));
        }
        return names;
    }

    private static final class Fields extends TreeScanner<Void, ClassTree> {
        private final Source source;
        private final Set<String> named;
        private final Set<String> fields;
        private final List<Violation> found;

        Fields(Source source, Set<String> named, Set<String> fields, List<Violation> found) {
            this.source = source;
            this.named = named;
            this.fields = fields;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, @Nullable ClassTree outer) {
            type.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .forEach(field -> field(type, field));
            return super.visitClass(type, type);
        }

        private void field(ClassTree type, VariableTree field) {
            String name = type.getSimpleName() + "." + field.getName();
            fields.add(name);
            if (isShared(field) && !named.contains(name)) {
                found.add(new Violation(
                        "concurrency",
                        source.path(),
                        source.startLine(field),
                        PAGE + " does not say who writes " + name));
            }
        }

        private static boolean isShared(VariableTree field) {
            return field.getModifiers().getFlags().contains(Modifier.VOLATILE)
                    || SHARED.matcher(String.valueOf(field.getType())).lookingAt()
                    || SHARED.matcher(String.valueOf(field.getInitializer()).replaceFirst("^new ", ""))
                            .lookingAt();
        }
    }
}
