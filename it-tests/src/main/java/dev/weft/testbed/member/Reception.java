package dev.weft.testbed.member;

import dev.weft.testbed.command.Exchange;
import dev.weft.testbed.command.Node;
import dev.weft.testbed.strict.CommandShape;
import dev.weft.testbed.strict.CommandShapes;
import dev.weft.testbed.strict.FieldCheck;
import dev.weft.testbed.strict.Trait;
import dev.weft.testbed.wire.CommandFailure;
import dev.weft.testbed.wire.Request;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a request has the form of a command of this version. */
final class Reception {
    /** Stands in for a command that does not exist, so that it too has a way through the member. */
    private static final CommandShape UNKNOWN = new CommandShape(
            List.of("unknown"),
            Set.of(Trait.ANY),
            CommandShapes.find("ping").orElseThrow().since(),
            CommandShapes.find("ping").orElseThrow().until(),
            Map.of());

    private final Node node;
    private final FieldCheck fields;

    Reception(Node node) {
        this.node = node;
        this.fields = new FieldCheck(node.build().version(), node.violations());
    }

    static CommandShape shape(Request request) {
        return CommandShapes.find(request.name()).orElse(UNKNOWN);
    }

    void check(Exchange x) {
        Request request = x.request();
        CommandShape shape = x.shape();
        if (request.legacy() && !request.isHello() && node.atLeast(5, 1)) {
            // Server manual, "Legacy Opcodes": removed in 5.1, but for the first hello.
            throw new CommandFailure(352, "Unsupported OP_QUERY command: " + request.name());
        }
        if (CommandShapes.find(request.name()).isEmpty()
                || !shape.in(node.build().version())
                || !shape.on(node.standing().isRouter())) {
            throw CommandFailure.notFound(request.name());
        }
        boolean secret = shape.is(Trait.SECRET) || request.isHello();
        if (secret && request.compressed()) {
            // OP_COMPRESSED specification, "Messages not allowed to be compressed".
            node.violations().add("compressed-secret", request.command(), shape.name() + " came compressed");
        }
        if (!request.repeated().isEmpty()) {
            node.violations().add("repeated-field", request.command(), request.repeated() + " more than once");
            throw new CommandFailure(
                    40413,
                    "BSON field '" + shape.name() + "." + request.repeated().getFirst() + "' is a duplicate field");
        }
        fields.check(shape, request.command());
    }
}
