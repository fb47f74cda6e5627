package dev.weft.testbed.member;

import dev.weft.testbed.fault.CommandFault;
import dev.weft.testbed.wire.CommandFailure;
import java.io.Serial;

/** A command fails because a fail point says so (unified test format, "failCommand"; the message is the server's). */
final class InjectedFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient CommandFault fault;

    InjectedFailure(CommandFault fault) {
        super("Failing command via 'failCommand' failpoint");
        this.fault = fault;
    }

    CommandFault fault() {
        return fault;
    }

    CommandFailure failure() {
        return new CommandFailure(fault.errorCode().orElse(1), String.valueOf(getMessage()));
    }
}
