package dev.weft.tidy;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** What the syntax tree shows: who reads clocks, who starts threads, what is thrown and caught, how things are named. */
final class CodeRules extends TreeScanner<Void, Void> {
    private static final int PARAMETERS = 5;
    private static final int METHOD_LINES = 40;
    private static final int SENTENCE_WORDS = 3;
    private static final Pattern TEST_CLASS = Pattern.compile(".*(Test|IT)");
    private static final Pattern SETTER = Pattern.compile("set[A-Z].*");
    private static final Pattern GETTER = Pattern.compile("get[A-Z].*");
    private static final Set<String> TEST_ANNOTATIONS =
            Set.of("Test", "Property", "TestFactory", "ParameterizedTest", "RepeatedTest", "Example");
    private static final Set<String> CLOCK_ROOMS = Set.of("dev.weft.core.time", "dev.weft.protocol.transport");
    private static final Set<String> THREAD_ROOMS = Set.of("dev.weft.core.scope", "dev.weft.protocol.transport");
    private static final Set<String> BROAD = Set.of("Exception", "RuntimeException", "Throwable", "Error");

    /** Forbidden words of shipped code, and why. */
    private static final Map<String, String> NEVER = Map.of(
            "ThreadLocal", "ten thousand virtual threads would have ten thousand of it",
            "Executors", "threads start in Scope",
            "ForkJoinPool", "threads start in Scope",
            "CompletableFuture", "the caller's thread does the work of its call",
            "Unsafe", "no Unsafe of our own");

    private final Source source;
    private final List<Violation> found = new ArrayList<>();
    private Tree.Kind enclosing = Tree.Kind.CLASS;

    private CodeRules(Source source) {
        this.source = source;
    }

    static List<Violation> check(Source source) {
        var rules = new CodeRules(source);
        rules.scan(source.unit(), null);
        return rules.found;
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree select, Void unused) {
        switch (select.toString()) {
            case "Thread.sleep", "Thread.yield", "TimeUnit.SECONDS.sleep", "TimeUnit.MILLISECONDS.sleep" ->
                report("sleep", select, "wait for the thing itself, with a deadline");
            case "System.nanoTime", "System.currentTimeMillis", "Instant.now" -> {
                if (source.shipped() && !CLOCK_ROOMS.contains(source.packageName())) {
                    report("clock", select, "take the clock as a parameter, so that tests can move it");
                }
            }
            case "Thread.ofVirtual", "Thread.ofPlatform", "Thread.startVirtualThread" -> threadStart(select);
            case "System.out", "System.err" -> {
                if (source.shipped()) {
                    report("print", select, "a library prints nothing");
                }
            }
            default -> {
                /* any other name is fine */
            }
        }
        if (isNobodysLatch(select.getExpression())) {
            report("sleep", select, "nobody can open this latch: wait for the thing itself");
        }
        return super.visitMemberSelect(select, null);
    }

    /** A latch that is made where it is waited for: a sleep by another name. */
    private static boolean isNobodysLatch(Tree waitedFor) {
        return waitedFor instanceof NewClassTree made
                && made.getIdentifier().toString().equals("CountDownLatch");
    }

    @Override
    public Void visitIdentifier(IdentifierTree name, Void unused) {
        String why = NEVER.get(name.getName().toString());
        if (why != null && source.shipped()) {
            report("never", name, name.getName() + ": " + why);
        }
        return super.visitIdentifier(name, null);
    }

    @Override
    public Void visitSynchronized(SynchronizedTree block, Void unused) {
        if (source.shipped()) {
            report("never", block, "synchronized pins the carrier on JDK 21");
        }
        return super.visitSynchronized(block, null);
    }

    @Override
    public Void visitNewClass(NewClassTree created, Void unused) {
        String type = created.getIdentifier().toString();
        if (type.equals("Thread")) {
            threadStart(created);
        }
        if (source.shipped() && (type.equals("RuntimeException") || type.equals("Exception"))) {
            report("error", created, "throw one of the sealed tree, or the JDK's own for misuse");
        }
        return super.visitNewClass(created, null);
    }

    @Override
    public Void visitCatch(CatchTree caught, Void unused) {
        String type = caught.getParameter().getType().toString();
        if (source.shipped() && BROAD.contains(type)) {
            report("catch", caught, "catch what can be handled here, not every " + type);
        }
        return super.visitCatch(caught, null);
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
        boolean tests = type.getMembers().stream().anyMatch(CodeRules::isTest);
        String name = type.getSimpleName().toString();
        boolean nested = !name.equals(source.simpleName());
        if (!source.main() && tests && !nested && !TEST_CLASS.matcher(name).matches() && !runByATest()) {
            report("test-name", type, "a class of tests ends in Test, SpecTest, StressTest or IT, or it never runs");
        }
        Tree.Kind outside = enclosing;
        enclosing = type.getKind();
        super.visitClass(type, null);
        enclosing = outside;
        return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
        if (source.main()) {
            shape(method);
            accessorNames(method);
        } else if (isTest(method) && words(method.getName().toString()) < SENTENCE_WORDS) {
            report("test-name", method, method.getName() + " is no sentence: say what happens, and when");
        }
        if (source.shipped() && method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
            report("never", method, "synchronized pins the carrier on JDK 21");
        }
        return super.visitMethod(method, null);
    }

    private void shape(MethodTree method) {
        boolean canonical = enclosing == Tree.Kind.RECORD && method.getReturnType() == null;
        if (method.getParameters().size() > PARAMETERS && !canonical) {
            report(
                    "parameters",
                    method,
                    method.getName() + " has " + method.getParameters().size() + " parameters");
        }
        if (method.getBody() == null) {
            return;
        }
        long lines = source.endLine(method.getBody()) - source.startLine(method.getBody()) + 1;
        if (lines > METHOD_LINES) {
            report("method-length", method, method.getName() + " has " + lines + " lines, allowed are " + METHOD_LINES);
        }
        int depth = Nesting.of(method);
        if (depth > Nesting.ALLOWED) {
            report("nesting", method, method.getName() + " nests " + depth + " deep, allowed are " + Nesting.ALLOWED);
        }
    }

    private void accessorNames(MethodTree method) {
        String name = method.getName().toString();
        boolean overrides = method.getModifiers().getAnnotations().stream()
                .anyMatch(each -> each.getAnnotationType().toString().equals("Override"));
        if (overrides) {
            return;
        }
        boolean visible = enclosing == Tree.Kind.INTERFACE
                || method.getModifiers().getFlags().contains(Modifier.PUBLIC);
        if (SETTER.matcher(name).matches() && "void".equals(String.valueOf(method.getReturnType()))) {
            report("setter", method, name + ": values are made whole");
        }
        if (visible && source.shipped() && GETTER.matcher(name).matches()) {
            report("getter", method, name + ": accessors go without get");
        }
    }

    private void threadStart(Tree tree) {
        if (source.shipped() && !THREAD_ROOMS.contains(source.packageName())) {
            report("thread", tree, "threads start in core.scope and in the I/O loop only");
        }
    }

    /** A class in the hands of a testkit says so in its Javadoc. */
    private boolean runByATest() {
        return source.text().contains("/** Run by {@link ");
    }

    private static boolean isTest(Tree member) {
        return member instanceof MethodTree method
                && method.getModifiers().getAnnotations().stream()
                        .anyMatch(each -> TEST_ANNOTATIONS.contains(
                                each.getAnnotationType().toString()));
    }

    private static int words(String camelCase) {
        return camelCase.split("(?=[A-Z0-9])|_").length;
    }

    private void report(String rule, Tree tree, String message) {
        found.add(new Violation(rule, source.path(), source.startLine(tree), message));
    }
}
