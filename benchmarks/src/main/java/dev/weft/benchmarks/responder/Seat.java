package dev.weft.benchmarks.responder;

import java.util.List;
import java.util.stream.Collectors;

/** What one address of the responder says it is: a server on its own, or a member of a replica set. */
final class Seat {
    private static final int OP_REPLY = 1;
    private static final String LIMITS = """
            "helloOk": true, "maxBsonObjectSize": 16777216, "maxMessageSizeBytes": 48000000,
             "maxWriteBatchSize": 100000, "logicalSessionTimeoutMinutes": 30, "connectionId": 1,
             "minWireVersion": 0, "maxWireVersion": 25, "readOnly": false, "ok": 1.0}
            """;

    private static final String VERSION =
            "\"topologyVersion\": {\"processId\": {\"$oid\": \"6560f0a1b2c3d4e5f6a7b8c9\"}, \"counter\": {\"$numberLong\": \"1\"}}, ";

    private final Reply hello;
    private final Reply legacyHello;

    private final boolean member;
    private final boolean streams;

    private Seat(String json, boolean member, boolean streams) {
        this.member = member;
        this.streams = streams;
        hello = Reply.of(Messages.message(0, json));
        legacyHello = Reply.of(Messages.encode(json, out -> Messages.writeInts(out, 0, 0, 0, OP_REPLY, 8, 0, 0, 0, 1)));
    }

    static Seat alone() {
        return new Seat("{\"ismaster\": true, \"isWritablePrimary\": true, " + LIMITS, false, false);
    }

    /**
     * The first member of a set is its primary.
     *
     * @param streams whether it has a topology version, so that monitors may ask to be told of changes
     */
    static Seat member(List<String> hosts, int index, boolean streams) {
        boolean primary = index == 0;
        String all = hosts.stream().map(host -> '"' + host + '"').collect(Collectors.joining(", ", "[", "]"));
        return new Seat(
                "{\"ismaster\": " + primary + ", \"isWritablePrimary\": " + primary + ", \"secondary\": "
                        + !primary
                        + ", \"setName\": \"rs\", \"setVersion\": 1, \"hosts\": " + all
                        + ", \"primary\": \"" + hosts.getFirst() + "\", \"me\": \"" + hosts.get(index) + "\", "
                        + (streams ? VERSION : "") + LIMITS,
                true,
                streams);
    }

    boolean isMember() {
        return member;
    }

    boolean streams() {
        return streams;
    }

    Reply hello() {
        return hello;
    }

    Reply legacyHello() {
        return legacyHello;
    }
}
