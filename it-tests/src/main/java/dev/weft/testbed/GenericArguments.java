package dev.weft.testbed;

import java.util.Set;
import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Checks the arguments that every command may have, as a standalone server does, and takes them off before the storage
 * sees the command.
 */
final class GenericArguments {
    private static final Set<String> TAKEN_OFF = Set.of(
            "$db",
            "$readPreference",
            "$clusterTime",
            "lsid",
            "apiVersion",
            "apiStrict",
            "apiDeprecationErrors",
            "maxTimeMS",
            "comment",
            "readConcern",
            "writeConcern");

    /** What apiStrict allows (versioned-api specification, and the server manual's list for version 1). */
    private static final Set<String> API_1 = Set.of(
            "abortTransaction",
            "aggregate",
            "authenticate",
            "bulkWrite",
            "collMod",
            "commitTransaction",
            "count",
            "create",
            "createIndexes",
            "delete",
            "drop",
            "dropDatabase",
            "dropIndexes",
            "endSessions",
            "explain",
            "find",
            "findAndModify",
            "getMore",
            "hello",
            "insert",
            "killCursors",
            "listCollections",
            "listDatabases",
            "listIndexes",
            "ping",
            "refreshSessions",
            "update");

    private GenericArguments() {}

    /** The command without its generic arguments. */
    static BsonDocument strip(Request request, ServerProfile profile) {
        BsonDocument command = request.command();
        checkApi(request, profile);
        checkSession(command);
        checkConcerns(command);
        checkTime(command);
        var stripped = new BsonDocument();
        command.forEach((name, value) -> {
            if (!TAKEN_OFF.contains(name)) {
                stripped.put(name, value);
            }
        });
        return stripped;
    }

    private static void checkApi(Request request, ServerProfile profile) {
        BsonDocument command = request.command();
        BsonValue version = command.get("apiVersion");
        BsonValue strict = command.get("apiStrict");
        BsonValue deprecation = command.get("apiDeprecationErrors");
        if (version == null && strict == null && deprecation == null) {
            return;
        }
        if (!profile.hasStableApi()) {
            throw new CommandFailure(
                    40415, "Location40415", "BSON field '" + request.name() + ".apiVersion' is an unknown field.");
        }
        if (version == null) {
            throw new CommandFailure(
                    4886600,
                    "Location4886600",
                    "Provided apiStrict and/or apiDeprecationErrors without passing apiVersion");
        }
        if (!(version instanceof BsonString text)) {
            throw CommandFailure.typeMismatch("apiVersion", "string");
        }
        if (!text.getValue().equals("1")) {
            throw new CommandFailure(
                    322, "APIVersionError", "API version must be \"1\", but was \"" + text.getValue() + "\"");
        }
        if ((strict != null && !(strict instanceof BsonBoolean))
                || (deprecation != null && !(deprecation instanceof BsonBoolean))) {
            throw CommandFailure.typeMismatch(
                    strict instanceof BsonBoolean ? "apiDeprecationErrors" : "apiStrict", "bool");
        }
        if (BsonBoolean.TRUE.equals(strict) && !API_1.contains(request.name())) {
            throw new CommandFailure(
                    323,
                    "APIStrictError",
                    "Provided apiStrict:true, but the command " + request.name() + " is not in API Version 1");
        }
    }

    private static void checkSession(BsonDocument command) {
        BsonValue lsid = command.get("lsid");
        if (lsid != null) {
            if (!(lsid instanceof BsonDocument document)) {
                throw CommandFailure.typeMismatch("lsid", "object");
            }
            checkSessionId(document);
        }
        if (command.containsKey("txnNumber")) {
            throw new CommandFailure(
                    20, "IllegalOperation", "Transaction numbers are only allowed on a replica set member or mongos");
        }
    }

    static void checkSessionId(BsonDocument lsid) {
        if (!(lsid.get("id") instanceof BsonBinary id)
                || id.getType() != BsonBinarySubType.UUID_STANDARD.getValue()
                || id.getData().length != 16) {
            throw new CommandFailure(
                    207, "InvalidUUID", "The id of a session is a binary of subtype 4 and 16 bytes, not " + lsid);
        }
    }

    private static void checkConcerns(BsonDocument command) {
        BsonValue write = command.get("writeConcern");
        if (write != null) {
            if (!(write instanceof BsonDocument concern)) {
                throw CommandFailure.typeMismatch("writeConcern", "object");
            }
            if (concern.get("w") instanceof BsonNumber w && w.intValue() > 1) {
                throw CommandFailure.badValue("cannot use 'w' > 1 when a host is not replicated");
            }
        }
        BsonValue read = command.get("readConcern");
        if (read != null && !(read instanceof BsonDocument)) {
            throw CommandFailure.typeMismatch("readConcern", "object");
        }
        if (read instanceof BsonDocument concern && concern.containsKey("afterClusterTime")) {
            throw new CommandFailure(
                    72, "InvalidOptions", "Cannot specify afterClusterTime on a server that is no replica set member");
        }
    }

    private static void checkTime(BsonDocument command) {
        BsonValue time = command.get("maxTimeMS");
        if (time == null) {
            return;
        }
        if (!(time instanceof BsonNumber number)) {
            throw CommandFailure.badValue("maxTimeMS must be a number");
        }
        double millis = number.doubleValue();
        if (millis < 0 || millis > Integer.MAX_VALUE || millis != Math.rint(millis)) {
            throw CommandFailure.badValue(
                    number.doubleValue() + " value for maxTimeMS is out of range [0, 2147483647]");
        }
    }
}
