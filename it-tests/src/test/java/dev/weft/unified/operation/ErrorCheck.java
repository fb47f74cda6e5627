package dev.weft.unified.operation;

import dev.weft.error.BulkWriteFailedException;
import dev.weft.error.CommandFailedException;
import dev.weft.error.MongoException;
import dev.weft.error.TimedOutException;
import dev.weft.error.WriteFailedException;
import dev.weft.result.BulkWriteResult;
import dev.weft.unified.file.ExpectedError;
import dev.weft.unified.match.Matcher;
import dev.weft.unified.match.Mismatch;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;

/** Holds an error against what the file expects of it ("expectedError"). */
final class ErrorCheck {
    private static final BulkWriteResult NOTHING_DONE =
            new BulkWriteResult(true, 0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of(), Map.of());

    private final String path;
    private final Matcher matcher;

    ErrorCheck(String path, Matcher matcher) {
        this.path = path;
        this.matcher = matcher;
    }

    void check(ExpectedError expected, RuntimeException failure) {
        List<BsonDocument> replies = answers(failure).toList();
        expected.isClientError().ifPresent(client -> hold("isClientError", client == replies.isEmpty(), failure));
        expected.isTimeoutError().ifPresent(timeout -> hold("isTimeoutError", timeout == timedOut(failure), failure));
        expected.contains().ifPresent(text -> hold("errorContains", contains(failure, text), failure));
        expected.code().ifPresent(code -> hold("errorCode", replies.stream().anyMatch(r -> code(r) == code), failure));
        expected.codeName()
                .ifPresent(name ->
                        hold("errorCodeName", replies.stream().anyMatch(r -> ErrorNames.is(r, name)), failure));
        Set<String> labels = failure instanceof MongoException known ? known.labels() : Set.of();
        hold("errorLabelsContain", labels.containsAll(expected.labels()), failure);
        hold("errorLabelsOmit", expected.noLabels().stream().noneMatch(labels::contains), failure);
        expected.response().ifPresent(response -> {
            hold("errorResponse", !replies.isEmpty(), failure);
            matcher.root(path + ".errorResponse", response, replies.getFirst());
        });
        expected.result()
                .ifPresent(result -> matcher.root(path + ".expectResult", result, Results.of(partial(failure))));
        expected.writeErrors().ifPresent(errors -> checkEach("writeErrors", errors, writeErrors(failure)));
        expected.writeConcernErrors().ifPresent(errors -> {
            var byPlace = new BsonDocument();
            errors.forEach(error -> byPlace.append(String.valueOf(byPlace.size()), error));
            checkEach("writeConcernErrors", byPlace, writeConcernErrors(failure));
        });
    }

    /** These errors and no others, each "as a root-level document". */
    private void checkEach(String what, BsonDocument expected, BsonDocument actual) {
        if (!expected.keySet().equals(actual.keySet())) {
            throw new Mismatch(path + "." + what, "are at " + actual.keySet() + ", expected " + expected.keySet());
        }
        expected.forEach((place, error) -> matcher.root(path + "." + what + "." + place, error, actual.get(place)));
    }

    /** "This field is only intended for use with the clientBulkWrite operation": by position. */
    private static BsonDocument writeErrors(RuntimeException failure) {
        var errors = new BsonDocument();
        if (failure instanceof BulkWriteFailedException bulk) {
            bulk.failures().forEach((index, error) -> errors.append(String.valueOf(index), told(error)));
        }
        return errors;
    }

    private static BsonDocument writeConcernErrors(RuntimeException failure) {
        var errors = new BsonDocument();
        if (failure instanceof BulkWriteFailedException bulk) {
            bulk.writeConcernFailures().forEach(error -> errors.append(String.valueOf(errors.size()), told(error)));
        }
        return errors;
    }

    private static BsonDocument told(WriteFailedException error) {
        BsonDocument details = error.details().clone();
        return details.append("message", details.get("errmsg", new BsonString("")));
    }

    private void hold(String what, boolean holds, RuntimeException failure) {
        if (!holds) {
            var mismatch = new Mismatch(
                    path + "." + what,
                    "is not true of " + failure.getClass().getSimpleName() + ": " + failure.getMessage());
            mismatch.initCause(failure);
            throw mismatch;
        }
    }

    /** What servers answered, as far as the error has it: a bulk's own answers first, then those of its parts. */
    private static Stream<BsonDocument> answers(Throwable failure) {
        return switch (failure) {
            case CommandFailedException command -> Stream.of(command.reply());
            case BulkWriteFailedException bulk ->
                Stream.concat(
                        Stream.concat(bulk.failures().values().stream(), bulk.writeConcernFailures().stream())
                                .map(WriteFailedException::details),
                        bulk.getCause() == null ? Stream.empty() : answers(bulk.getCause()));
            case WriteFailedException write -> Stream.of(write.details());
            // The server noticed first that the time was up.
            case TimedOutException late -> late.getCause() == null ? Stream.empty() : answers(late.getCause());
            default -> Stream.empty();
        };
    }

    private static boolean timedOut(Throwable failure) {
        return failure instanceof TimedOutException
                || (failure instanceof BulkWriteFailedException bulk && bulk.getCause() instanceof TimedOutException);
    }

    private static boolean contains(RuntimeException failure, String text) {
        Stream<String> more = failure instanceof BulkWriteFailedException bulk
                ? bulk.failures().values().stream().map(Throwable::getMessage)
                : Stream.empty();
        String wanted = text.toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.of(String.valueOf(failure.getMessage())), more)
                .anyMatch(message -> message.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static long code(BsonDocument reply) {
        return reply.get("code") instanceof BsonNumber number ? number.longValue() : 0;
    }

    /** A failure that is none of a bulk's has come before anything was done. */
    private static BulkWriteResult partial(RuntimeException failure) {
        return failure instanceof BulkWriteFailedException bulk ? bulk.partial() : NOTHING_DONE;
    }

    /** Names of codes: write errors come without them, so the code is compared ("bulkWrite"). */
    private static final class ErrorNames {
        static boolean is(BsonDocument reply, String name) {
            if (reply.get("codeName") instanceof BsonString given) {
                return given.getValue().equalsIgnoreCase(name);
            }
            return switch (name) {
                case "DuplicateKey" -> code(reply) == 11000;
                case "DocumentValidationFailure" -> code(reply) == 121;
                case "BadValue" -> code(reply) == 2;
                default -> false;
            };
        }
    }
}
