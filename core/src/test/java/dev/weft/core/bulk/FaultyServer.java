package dev.weft.core.bulk;

import dev.weft.core.execute.Deployment;
import dev.weft.protocol.OpMsg;
import dev.weft.protocol.testing.Answer;
import dev.weft.protocol.testing.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * A {@link ModelServer} on which messages with writes fail as it was told, one after the other, and which answers a repetition, told by
 * session and transaction number, with what it had answered before. Statements name their place in the user's list: {@code {p: place}}.
 */
final class FaultyServer implements Answer {
    /** What happens to a message. */
    enum Fault {
        NONE,
        /** The connection ends before the server has looked at the message. */
        CLOSE_BEFORE,
        /** The connection ends when the server has done what the message says, before it answers. */
        CLOSE_AFTER,
        /** The server does nothing and says so. */
        REFUSED,
        /** The same, and another try may help. */
        REFUSED_FOR_NOW,
        /** All is done, but not as widely known as asked. */
        CONCERN,
        /** The same, and another try may help. */
        CONCERN_FOR_NOW,
        /** All is done, but the connection ends when more results are asked for. */
        CLOSE_AT_MORE,
        /** All is done, but the server refuses to give more results. */
        REFUSE_MORE;

        boolean isAnswered() {
            return switch (this) {
                case NONE, CONCERN, CONCERN_FOR_NOW, CLOSE_AT_MORE, REFUSE_MORE -> true;
                case CLOSE_BEFORE, CLOSE_AFTER, REFUSED, REFUSED_FOR_NOW -> false;
            };
        }

        boolean isConcern() {
            return this == CONCERN || this == CONCERN_FOR_NOW;
        }

        /** Whether a message that may be sent again is. */
        boolean isForNow() {
            return switch (this) {
                case CLOSE_BEFORE, CLOSE_AFTER, REFUSED_FOR_NOW, CONCERN_FOR_NOW -> true;
                case NONE, REFUSED, CONCERN, CLOSE_AT_MORE, REFUSE_MORE -> false;
            };
        }

        boolean closes() {
            return this == CLOSE_BEFORE || this == CLOSE_AFTER || this == CLOSE_AT_MORE;
        }

        int code() {
            return isForNow() ? 262 : 13;
        }
    }

    /** What a message is known by when it comes again. */
    private record Key(BsonValue session, long number) {}

    /** What was answered, and what had been done for it. */
    private record Kept(BsonDocument reply, List<ModelServer.Done> done) {}

    /**
     * A message with writes, as it came.
     *
     * @param number its transaction number; 0 for none
     * @param places where its statements stand in the user's list
     * @param fault what happened to it
     * @param carriedOut whether its statements were carried out now, not before
     * @param done what came of its statements, now or before; shorter than {@code places} where one has ended it
     * @param told the places of the statements of whose results the client was told, on a client's bulk write
     * @param lost whether more results were asked for and not given
     */
    record Message(
            long number,
            List<Integer> places,
            Fault fault,
            boolean carriedOut,
            List<ModelServer.Done> done,
            Set<Integer> told,
            List<Fault> lost) {}

    private final ModelServer model = new ModelServer();
    private final List<Message> messages = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<Key, Kept> kept = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    void reset(Map<Integer, Integer> documents, Set<Integer> refusing, List<Fault> toHappen) {
        model.reset(documents, refusing);
        messages.clear();
        faults.clear();
        faults.addAll(toHappen);
        kept.clear();
        violations.clear();
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** What a real server would not have taken. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public void answer(Peer peer, OpMsg request) throws IOException {
        BsonDocument command = Deployment.whole(request);
        switch (command.getFirstKey()) {
            case "insert", "update", "delete", "bulkWrite" -> write(peer, request, command);
            case "getMore" -> more(peer, request, command);
            default -> peer.reply(request, new BsonDocument("ok", new BsonInt32(1)));
        }
    }

    private void write(Peer peer, OpMsg request, BsonDocument command) throws IOException {
        Fault fault = faults.isEmpty() ? Fault.NONE : faults.removeFirst();
        List<BsonDocument> statements = statements(command);
        long number =
                command.containsKey("txnNumber") ? command.getInt64("txnNumber").getValue() : 0;
        List<Integer> places = statements.stream().map(FaultyServer::place).toList();
        if (number != 0 && statements.stream().anyMatch(FaultyServer::many)) {
            violations.add("a number on a message with a write to many: " + places);
        }
        var key = new Key(command.getDocument("lsid"), number);
        boolean carriedOut = false;
        Kept answer = number == 0 ? null : kept.get(key);
        if (answer == null && fault != Fault.CLOSE_BEFORE && fault != Fault.REFUSED && fault != Fault.REFUSED_FOR_NOW) {
            carriedOut = true;
            BsonDocument reply = model.reply(command);
            answer = new Kept(reply, model.takeDone());
            kept.put(key, answer);
        }
        List<ModelServer.Done> done = answer == null ? List.of() : answer.done;
        var message = new Message(number, places, fault, carriedOut, done, new HashSet<>(), new ArrayList<>());
        messages.add(message);
        if (answer == null || !fault.isAnswered()) {
            fail(peer, request, fault);
        } else {
            BsonDocument reply = answer.reply.clone();
            tell(reply, "firstBatch");
            peer.reply(request, fault.isConcern() ? withConcern(reply, fault) : reply);
        }
    }

    private void more(Peer peer, OpMsg request, BsonDocument command) throws IOException {
        Message last = messages.getLast();
        if (last.fault == Fault.CLOSE_AT_MORE || last.fault == Fault.REFUSE_MORE) {
            last.lost.add(last.fault);
            fail(peer, request, last.fault);
            return;
        }
        BsonDocument reply = model.reply(command);
        tell(reply, "nextBatch");
        peer.reply(request, reply);
    }

    private static void fail(Peer peer, OpMsg request, Fault fault) throws IOException {
        if (fault.closes()) {
            peer.close();
            return;
        }
        var refusal = new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(fault.code()))
                .append("errmsg", new BsonString("no"));
        peer.reply(request, labelled(refusal, fault));
    }

    private static BsonDocument withConcern(BsonDocument reply, Fault fault) {
        reply.append(
                "writeConcernError",
                new BsonDocument("code", new BsonInt32(fault.code())).append("errmsg", new BsonString("waiting")));
        return labelled(reply, fault);
    }

    private static BsonDocument labelled(BsonDocument reply, Fault fault) {
        return fault.isForNow()
                ? reply.append("errorLabels", new BsonArray(List.of(new BsonString("RetryableWriteError"))))
                : reply;
    }

    private void tell(BsonDocument reply, String batch) {
        if (reply.get("cursor") instanceof BsonDocument cursor) {
            Message last = messages.getLast();
            cursor.getArray(batch).stream()
                    .map(result -> result.asDocument().getInt32("idx").getValue())
                    .map(last.places::get)
                    .forEach(last.told::add);
        }
    }

    private static List<BsonDocument> statements(BsonDocument command) {
        String name = switch (command.getFirstKey()) {
            case "insert" -> "documents";
            case "update" -> "updates";
            case "delete" -> "deletes";
            default -> "ops";
        };
        return command.getArray(name).stream().map(BsonValue::asDocument).toList();
    }

    private static int place(BsonDocument statement) {
        BsonDocument named = statement;
        for (String name : List.of("q", "filter", "document")) {
            named = statement.get(name) instanceof BsonDocument inside ? inside : named;
        }
        return named.getInt32("p").getValue();
    }

    private static boolean many(BsonDocument statement) {
        boolean all =
                statement.containsKey("limit") && statement.getInt32("limit").getValue() == 0;
        return all
                || (statement.containsKey("multi")
                        && statement.getBoolean("multi").getValue());
    }
}
