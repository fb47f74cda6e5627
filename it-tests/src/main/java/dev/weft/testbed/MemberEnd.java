package dev.weft.testbed;

import dev.weft.testbed.command.Operations;
import dev.weft.testbed.command.Shutdown;
import dev.weft.testbed.replica.ReplicaSet;
import dev.weft.testbed.replica.Role;
import dev.weft.testbed.replica.Router;
import dev.weft.testbed.wire.Bell;
import dev.weft.testbed.wire.CommandFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * The orderly end of a member (server manual, "shutdown"): a primary steps down, then the member serves in quiesce mode for a
 * while, as one from 5.0 on does that belongs to a set or is a router, then what runs is interrupted, and the member is gone.
 */
final class MemberEnd implements Shutdown {
    /** What was interrupted has so long to tell its client. */
    private static final long LAST_WORDS_NANOS = 500_000_000;

    private final Deployment deployment;
    private final Member member;
    private final Operations operations;
    private final Bell closing = new Bell();
    private volatile long endNanos;
    private volatile boolean quiescing;
    private volatile boolean closed;

    MemberEnd(Deployment deployment, Member member, Operations operations) {
        this.deployment = deployment;
        this.member = member;
        this.operations = operations;
    }

    @Override
    public void begin(Duration quiesce) {
        deployment.shared().threads().start("shutdown-" + member.id(), () -> end(quiesce));
    }

    @Override
    public OptionalLong remainingMillis() {
        return quiescing
                ? OptionalLong.of(Math.max(0, (endNanos - System.nanoTime()) / 1_000_000))
                : OptionalLong.empty();
    }

    private void end(Duration quiesce) {
        deployment.set().ifPresent(set -> stepDown(set, quiesce));
        quiesce(quiesce);
        operations.interrupt(
                exchange -> !exchange.shape().name().equals("shutdown"),
                new CommandFailure(11600, "interrupted at shutdown"));
        closing.await(System.nanoTime() + LAST_WORDS_NANOS, or(() -> operations.idleBut("shutdown")));
        member.stop();
    }

    private void stepDown(ReplicaSet set, Duration quiet) {
        if (member.isPrimary()) {
            set.stepDown(quiet);
        }
    }

    private void quiesce(Duration quiesce) {
        Optional<ReplicaSet> secondaryOf =
                deployment.set().filter(set -> set.view().role(member.id()) == Role.SECONDARY);
        if (!deployment.profile().hasQuiesceMode()
                || (secondaryOf.isEmpty() && member.router().isEmpty())) {
            return;
        }
        endNanos = System.nanoTime() + quiesce.toNanos();
        quiescing = true;
        // Who waits in a hello is to be told at once.
        secondaryOf.ifPresent(ReplicaSet::touch);
        member.router().ifPresent(Router::touch);
        closing.await(endNanos, or(() -> false));
    }

    private BooleanSupplier or(BooleanSupplier done) {
        return () -> closed || done.getAsBoolean();
    }

    /** A new process knows nothing of the end of the one before. */
    void forget() {
        quiescing = false;
    }

    /** Waits no longer: the deployment is closed. */
    void close() {
        closed = true;
        closing.ring();
    }
}
