package dev.weft.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;

/** How deep a reader has to hold conditions in mind: {@code if}, loops, {@code switch}, {@code try}. An else-if is no deeper. */
final class Nesting extends TreeScanner<Void, Void> {
    static final int ALLOWED = 3;
    private int depth;
    private int deepest;

    private Nesting() {}

    static int of(MethodTree method) {
        var nesting = new Nesting();
        nesting.scan(method.getBody(), null);
        return nesting.deepest;
    }

    @Override
    public Void visitIf(IfTree choice, Void unused) {
        deeper(() -> scan(choice.getThenStatement(), null));
        Tree other = choice.getElseStatement();
        if (other instanceof IfTree) {
            scan(other, null);
        } else {
            deeper(() -> scan(other, null));
        }
        return null;
    }

    @Override
    public Void visitForLoop(ForLoopTree loop, Void unused) {
        return deeper(() -> super.visitForLoop(loop, null));
    }

    @Override
    public Void visitEnhancedForLoop(EnhancedForLoopTree loop, Void unused) {
        return deeper(() -> super.visitEnhancedForLoop(loop, null));
    }

    @Override
    public Void visitWhileLoop(WhileLoopTree loop, Void unused) {
        return deeper(() -> super.visitWhileLoop(loop, null));
    }

    @Override
    public Void visitDoWhileLoop(DoWhileLoopTree loop, Void unused) {
        return deeper(() -> super.visitDoWhileLoop(loop, null));
    }

    @Override
    public Void visitSwitch(SwitchTree choice, Void unused) {
        return deeper(() -> super.visitSwitch(choice, null));
    }

    @Override
    public Void visitTry(TryTree attempt, Void unused) {
        return deeper(() -> super.visitTry(attempt, null));
    }

    @Override
    public Void visitClass(ClassTree anonymous, Void unused) {
        return null; // its methods are measured by themselves
    }

    private Void deeper(Runnable inside) {
        depth++;
        deepest = Math.max(deepest, depth);
        inside.run();
        depth--;
        return null;
    }
}
