package dev.weft.testbed.member;

import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.MsgFlags;
import dev.weft.protocol.WireFormatException;
import dev.weft.testbed.command.Access;
import dev.weft.testbed.command.Commands;
import dev.weft.testbed.command.ErrorLabels;
import dev.weft.testbed.command.Exchange;
import dev.weft.testbed.command.GenericArguments;
import dev.weft.testbed.command.Gossip;
import dev.weft.testbed.command.Node;
import dev.weft.testbed.command.WriteConcernWait;
import dev.weft.testbed.fault.CommandFault;
import dev.weft.testbed.fault.Subject;
import dev.weft.testbed.wire.Bell;
import dev.weft.testbed.wire.ClientConnection;
import dev.weft.testbed.wire.CommandFailure;
import dev.weft.testbed.wire.Frames;
import dev.weft.testbed.wire.Listener;
import dev.weft.testbed.wire.Request;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.bson.BsonDocument;
import org.bson.BsonSerializationException;

/** Serves the connections of one run of one member. */
public final class MemberServer implements Listener.Service {
    private static final Bell NEVER = new Bell();

    private final Node node;
    private final Observations observations;
    private final Interventions interventions;
    private final BooleanSupplier closing;
    private final Reception reception;
    private final Commands commands;

    public MemberServer(Node node, Observations observations, Interventions interventions, BooleanSupplier closing) {
        this.node = node;
        this.observations = observations;
        this.interventions = interventions;
        this.closing = closing;
        this.reception = new Reception(node);
        this.commands = new Commands(node.failPoints());
    }

    /** Answers until the client leaves or says something that is no message. */
    @Override
    public void serve(ClientConnection client) throws IOException {
        try {
            while (!closing.getAsBoolean()) {
                answer(client, client.read());
            }
        } catch (WireFormatException garbage) {
            // A server closes the connection on bytes that are no message, without a word.
            node.violations().add("malformed", new BsonDocument(), String.valueOf(garbage.getMessage()));
        }
    }

    private void answer(ClientConnection client, byte[] frame) throws IOException {
        Request request;
        try {
            request = Frames.request(frame);
        } catch (CommandFailure failure) {
            node.violations().add("no-command", new BsonDocument(), String.valueOf(failure.getMessage()));
            Request unnamed = Request.unnamed(MessageHeader.read(frame, 0).requestId());
            client.write(unnamed, unnamed.requestId(), 0, failure.reply());
            return;
        } catch (BsonSerializationException e) {
            node.violations().add("malformed", new BsonDocument(), String.valueOf(e.getMessage()));
            return;
        }
        observations.saw(request);
        stream(client, request);
    }

    /** Writes the reply, and goes on as long as the client takes more and the command has more to say. */
    private void stream(ClientConnection client, Request first) throws IOException {
        Optional<Request> next = Optional.of(first);
        int responseTo = first.requestId();
        while (next.isPresent() && !closing.getAsBoolean()) {
            Request request = next.get();
            BsonDocument reply = reply(client, request);
            next = Exhaust.next(request, reply);
            if (!request.wantsNoReply()) {
                responseTo = client.write(request, responseTo, next.isPresent() ? MsgFlags.MORE_TO_COME : 0, reply);
            }
        }
    }

    private BsonDocument reply(ClientConnection client, Request request) throws IOException {
        var x = new Exchange(node, client, request, Reception.shape(request));
        node.operations().begin(x);
        try {
            return run(x);
        } finally {
            node.operations().end(x);
        }
    }

    /** The way of every request: each step may fail, and what fails is labelled and told like what succeeds. */
    @SuppressWarnings("try") // A session is in use by being open.
    private BsonDocument run(Exchange x) throws IOException {
        Optional<CommandFault> fault = Optional.empty();
        BsonDocument reply;
        try {
            interventions.meet(x, closing);
            reception.check(x);
            fault = meetFailPoint(x);
            GenericArguments.check(x);
            Gossip.hear(x);
            try (var session = SessionUse.begin(x)) {
                Access.check(x);
                Access.awaitClusterTime(x);
                x.checkInterrupted();
                reply = commands.run(x);
                WriteConcernWait.append(x, reply);
            }
            Optional<BsonDocument> concernError = fault.flatMap(CommandFault::writeConcernError);
            if (concernError.isPresent()) {
                reply.append("writeConcernError", concernError.get().clone());
            }
        } catch (InjectedFailure injected) {
            fault = Optional.of(injected.fault());
            reply = injected.failure().reply();
        } catch (CommandFailure failure) {
            reply = failure.reply();
        }
        ErrorLabels.append(x, reply, fault);
        Gossip.tell(x, reply);
        return reply;
    }

    /** Unified test format, "failCommand": blocks, then closes the connection or fails without executing. */
    private Optional<CommandFault> meetFailPoint(Exchange x) throws IOException {
        if (x.shape().name().equals("configureFailPoint")) {
            return Optional.empty();
        }
        var subject = new Subject(x.shape().names(), x.namespace(), x.appName());
        Optional<CommandFault> met = node.failPoints().onCommand(subject);
        if (met.isEmpty()) {
            return met;
        }
        CommandFault fault = met.get();
        if (fault.blockMillis() > 0) {
            x.await(NEVER, fault.blockMillis() * 1_000_000, closing);
        }
        if (fault.closeConnection()) {
            x.client().cut();
            throw new EOFException("the connection was closed on purpose");
        }
        if (fault.errorCode().isPresent()) {
            throw new InjectedFailure(fault);
        }
        return met;
    }
}
