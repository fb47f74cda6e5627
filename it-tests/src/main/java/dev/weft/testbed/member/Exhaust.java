package dev.weft.testbed.member;

import dev.weft.testbed.wire.Request;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonNumber;

/**
 * Which request a client has implied by allowing more than one reply (OP_MSG specification, "exhaustAllowed"): the same
 * getMore while the cursor is open, the same hello with the topology version of the last reply.
 */
final class Exhaust {
    private Exhaust() {}

    static Optional<Request> next(Request request, BsonDocument reply) {
        boolean ok = reply.get("ok") instanceof BsonNumber number && number.intValue() == 1;
        if (!request.exhaustAllowed() || !ok) {
            return Optional.empty();
        }
        if (request.name().equals("getMore")) {
            boolean open = reply.get("cursor") instanceof BsonDocument cursor
                    && cursor.get("id") instanceof BsonNumber id
                    && id.longValue() != 0;
            return open ? Optional.of(request) : Optional.empty();
        }
        boolean waits = request.isHello() && request.command().containsKey("topologyVersion");
        if (!waits || !(reply.get("topologyVersion") instanceof BsonDocument version)) {
            return Optional.empty();
        }
        BsonDocument command = request.command().clone();
        command.remove("client");
        command.put("topologyVersion", version);
        return Optional.of(request.withCommand(command));
    }
}
