package dev.weft.testbed.command;

import dev.weft.testbed.session.Sessions;
import dev.weft.testbed.strict.Trait;
import dev.weft.testbed.wire.CommandFailure;
import java.util.Set;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Checks the arguments that every command may have and takes them off, so that what follows sees the command alone. */
public final class GenericArguments {
    private static final Set<String> TAKEN_OFF = Set.of(
            "$db",
            "$readPreference",
            "$clusterTime",
            "lsid",
            "txnNumber",
            "stmtId",
            "stmtIds",
            "apiVersion",
            "apiStrict",
            "apiDeprecationErrors",
            "maxTimeMS",
            "comment",
            "readConcern",
            "writeConcern");

    private static final Set<String> READ_LEVELS = Set.of("local", "available", "majority", "linearizable", "snapshot");

    private GenericArguments() {}

    /** Refuses what a server refuses, and leaves the exchange with the command's own arguments. */
    public static void check(Exchange x) {
        checkApi(x);
        checkSession(x);
        checkReadConcern(x);
        checkWriteConcern(x);
        checkTime(x);
        var stripped = new BsonDocument();
        x.request().command().forEach((name, value) -> {
            if (name.equals(x.request().name())) {
                stripped.put(x.shape().name(), value);
            } else if (!TAKEN_OFF.contains(name)) {
                stripped.put(name, value);
            }
        });
        x.arguments(stripped);
    }

    /** Versioned API specification, and the server manual's page on the Stable API. */
    private static void checkApi(Exchange x) {
        BsonDocument command = x.request().command();
        BsonValue version = command.get("apiVersion");
        BsonValue strict = command.get("apiStrict");
        BsonValue deprecation = command.get("apiDeprecationErrors");
        if (version == null) {
            if (strict != null || deprecation != null) {
                throw new CommandFailure(
                        4886600, "Provided apiStrict and/or apiDeprecationErrors without passing apiVersion");
            }
            if (x.node().parameters().truth("requireApiVersion") && !x.request().isHello() && !setsParameter(x)) {
                throw new CommandFailure(
                        498870,
                        "The apiVersion parameter is required, please configure your MongoClient's API version");
            }
            return;
        }
        String text = version instanceof BsonString string ? string.getValue() : "";
        boolean second = text.equals("2") && x.node().parameters().truth("acceptApiVersion2");
        if (!text.equals("1") && !second) {
            throw new CommandFailure(322, "API version must be \"1\", but was \"" + text + "\"");
        }
        boolean belongs =
                second ? x.shape().name().startsWith("test") : x.shape().is(Trait.API1);
        if (BsonBoolean.TRUE.equals(strict) && !belongs && !x.request().isHello()) {
            throw new CommandFailure(
                    323,
                    "Provided apiStrict:true, but the command " + x.shape().name() + " is not in API Version " + text);
        }
        if (BsonBoolean.TRUE.equals(deprecation) && second && x.shape().name().equals("testDeprecationInVersion2")) {
            throw new CommandFailure(
                    324,
                    "Provided apiDeprecationErrors:true, but the command "
                            + x.shape().name() + " is deprecated in API Version 2");
        }
    }

    private static boolean setsParameter(Exchange x) {
        return x.shape().name().equals("setParameter") || x.shape().name().equals("getParameter");
    }

    private static void checkSession(Exchange x) {
        BsonDocument command = x.request().command();
        if (command.get("lsid") instanceof BsonDocument lsid) {
            Sessions.id(lsid);
        }
        boolean transaction = command.containsKey("autocommit") || command.containsKey("startTransaction");
        if (!transaction && !command.containsKey("txnNumber")) {
            return;
        }
        if (!x.node().standing().replicated()) {
            throw new CommandFailure(20, "Transaction numbers are only allowed on a replica set member or mongos");
        }
        if (!command.containsKey("lsid")) {
            throw new CommandFailure(72, "Transaction number requires a session ID to also be specified");
        }
        if (transaction) {
            throw new CommandFailure(238, "The testbed has no transactions yet");
        }
        if (!x.shape().is(Trait.RETRYABLE)) {
            throw new CommandFailure(
                    50768,
                    "txnNumber may only be provided for multi-document transactions and retryable write commands."
                            + " autocommit:false was not provided, and "
                            + x.shape().name()
                            + " is not a retryable write command.");
        }
    }

    /** Server manual, "Read Concern", and causal consistency specification, "readConcern.afterClusterTime". */
    private static void checkReadConcern(Exchange x) {
        if (!(x.request().command().get("readConcern") instanceof BsonDocument concern) || concern.isEmpty()) {
            return;
        }
        BsonValue level = concern.get("level");
        if (level != null && !(level instanceof BsonString text && READ_LEVELS.contains(text.getValue()))) {
            throw new CommandFailure(
                    9,
                    "Enumeration value for field 'readConcern.level' must be one of " + READ_LEVELS + ", not " + level);
        }
        boolean snapshot = new BsonString("snapshot").equals(level);
        if (!x.node().standing().replicated()) {
            if (snapshot) {
                throw new CommandFailure(123, "node needs to be a replica set member to use readConcern: snapshot");
            }
            if (concern.containsKey("afterClusterTime")) {
                throw new CommandFailure(
                        72, "Cannot specify afterClusterTime readConcern on a server that is no replica set member");
            }
        }
        if (!x.shape().is(Trait.READS)) {
            throw new CommandFailure(72, "Command " + x.shape().name() + " does not support read concern");
        }
        boolean snapshotable =
                Set.of("find", "aggregate", "distinct").contains(x.shape().name());
        if (snapshot && !(snapshotable && x.node().atLeast(5, 0))) {
            throw new CommandFailure(
                    72, "Command " + x.shape().name() + " does not support { readConcern: { level: \"snapshot\" } }");
        }
    }

    /** Server manual, "Write Concern". */
    private static void checkWriteConcern(Exchange x) {
        if (!(x.request().command().get("writeConcern") instanceof BsonDocument concern)) {
            return;
        }
        BsonValue w = concern.get("w");
        if (!x.changesData()
                && !x.shape().name().equals("aggregate")
                && !x.request().wantsNoReply()) {
            throw new CommandFailure(72, "Command does not support writeConcern");
        }
        if (w instanceof BsonNumber number && (number.intValue() < 0 || number.intValue() > 50)) {
            throw new CommandFailure(9, "w has to be a non-negative number and not greater than 50");
        }
        if (x.node().standing().replicated()) {
            return;
        }
        if (w instanceof BsonNumber number && number.intValue() > 1) {
            throw CommandFailure.badValue("cannot use 'w' > 1 when a host is not replicated");
        }
        if (w instanceof BsonString text && !text.getValue().equals("majority")) {
            throw CommandFailure.badValue(
                    "cannot use non-majority 'w' mode " + text.getValue() + " when a host is not replicated");
        }
    }

    private static void checkTime(Exchange x) {
        if (!(x.request().command().get("maxTimeMS") instanceof BsonNumber number)) {
            return;
        }
        double millis = number.doubleValue();
        if (millis < 0 || millis > Integer.MAX_VALUE || millis != Math.rint(millis)) {
            throw CommandFailure.badValue(millis + " value for maxTimeMS is out of range [0, 2147483647]");
        }
        // In a getMore of an awaitData cursor it says how long to wait for data, not how long to work.
        if (millis > 0 && !x.shape().name().equals("getMore")) {
            x.limit((long) millis);
        }
    }
}
