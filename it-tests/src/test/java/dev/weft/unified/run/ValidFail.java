package dev.weft.unified.run;

import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The format's cases that must fail, and with what: a case that fails for another reason proves nothing. A key is the name of a file, or
 * of a file and the beginning of a case.
 */
final class ValidFail {
    private static final Map<String, Pattern> WITH = Map.ofEntries(
            with(
                    "assertNumberConnectionsCheckedOut.json: operation fails if client field",
                    "argument client is missing"),
            with(
                    "assertNumberConnectionsCheckedOut.json: operation fails if connections field",
                    "argument connections is missing"),
            with("assertNumberConnectionsCheckedOut.json: operation fails if client entity", "no entity client1"),
            with("assertNumberConnectionsCheckedOut.json: operation fails if number", "0 connections are checked out"),
            with("entity-bucket-database-undefined.json", "no entity foo"),
            with("entity-client-apiVersion-unsupported.json", "stableApi.*no version"),
            with("entity-collection-database-undefined.json", "no entity foo"),
            with("entity-database-client-undefined.json", "no entity foo"),
            with("entity-findCursor-malformed.json", "argument filter is missing"),
            with("entity-findCursor.json", "no entity cursor0"),
            with("entity-session-client-undefined.json", "no entity foo"),
            with("ignoreResultAndError-malformed.json", "argument foo is unknown"),
            with("ignoreResultAndError.json", "DuplicateKeyException"),
            with("operation-failure.json: Unsupported command", "59 \\(CommandNotFound\\)|no such command"),
            with("operation-failure.json: Unsupported query operator", "unknown top level operator"),
            with("operation-unsupported.json", "unsupportedOperation is no operation of a client"),
            with("operator-matchAsDocument.json: matchAsDocument with non-matching", "json.y: is 2, expected \"two\""),
            with("operator-matchAsDocument.json: matchAsDocument evaluates", "json.y: is 2, expected to be absent"),
            with("operator-matchAsDocument.json: matchAsDocument does not permit", "json.y: .*to be absent"),
            with("operator-matchAsDocument.json", "json: is no document in Extended JSON"),
            with("operator-matchAsRoot.json", "x.y: is 2, expected 3"),
            with("returnDocument-enum-invalid.json", "invalid is no value of it"),
            with("schemaVersion-unsupported.json", "0.1 is not supported"));

    private ValidFail() {}

    private static Map.Entry<String, Pattern> with(String name, String reason) {
        return Map.entry(name, Pattern.compile(reason));
    }

    /** Turns the verdict of a case that must fail around. */
    static Verdict turned(String fileAndCase, Verdict verdict) {
        Pattern reason = WITH.entrySet().stream()
                .filter(entry -> fileAndCase.startsWith(entry.getKey()))
                .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
                .map(Map.Entry::getValue)
                .orElse(Pattern.compile("nothing is known of how it must fail"));
        return switch (verdict) {
            case Verdict.Passed passed -> failed("passes, but must fail");
            case Verdict.Failed failed ->
                reason.matcher(failed.reason()).find()
                        ? new Verdict.Passed()
                        : failed("must fail with \"" + reason + "\", not: " + failed.reason());
            case Verdict.NotOffered missing -> missing;
            case Verdict.NotRun skipped -> skipped;
        };
    }

    private static Verdict failed(String reason) {
        return new Verdict.Failed(reason, new AssertionError(reason));
    }
}
