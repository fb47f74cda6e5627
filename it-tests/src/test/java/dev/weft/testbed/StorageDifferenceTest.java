package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.testbed.storage.Storage;
import dev.weft.testbed.wire.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Asks both storages the same commands: what they answer differently is listed, with the reason. */
class StorageDifferenceTest {
    private static final String DATABASE = "compared";

    /** What no client depends on, or what cannot be equal. */
    private static final Set<String> LEFT_OUT =
            Set.of("errmsg", "ns", "uuid", "v", "errInfo", "codeName", "2dsphereIndexVersion");

    /** What plans are compared by; the rest is of the version, or is not counted by the memory storage. */
    private static final Set<String> OF_PLANS = Set.of(
            "queryPlanner",
            "winningPlan",
            "executionStats",
            "executionStages",
            "inputStage",
            "stages",
            "$cursor",
            "stage",
            "isCached",
            "namespace",
            "parsedQuery",
            "optimizedPipeline",
            "explainVersion",
            "executionSuccess",
            "nReturned",
            "totalKeysExamined",
            "totalDocsExamined",
            "keysExamined",
            "docsExamined",
            "nCounted",
            "nSkipped",
            "nMatched",
            "nWouldModify",
            "nWouldUpsert",
            "nWouldDelete",
            "filter",
            "sortPattern",
            "limitAmount",
            "skipAmount",
            "transformBy",
            "type",
            "direction",
            "keyPattern",
            "indexName",
            "isMultiKey",
            "multiKeyPaths",
            "isUnique",
            "isSparse",
            "isPartial",
            "indexBounds",
            "ok",
            "code");

    /** What is compared as it is in them. */
    private static final Set<String> WHOLE =
            Set.of("parsedQuery", "filter", "sortPattern", "transformBy", "keyPattern", "multiKeyPaths", "indexBounds");

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final BsonInt32 DUPLICATE_KEY = new BsonInt32(11000);

    private static List<String> lines() throws IOException {
        try (InputStream in = StorageDifferenceTest.class.getResourceAsStream("compared-commands.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    private static String answer(Storage storage, String command) {
        BsonDocument reply;
        BsonDocument asked = BsonDocument.parse(command);
        String database = asked.remove("$db") instanceof BsonString name ? name.getValue() : DATABASE;
        try {
            reply = storage.run(database, asked);
        } catch (CommandFailure failure) {
            reply = failure.reply();
        }
        BsonValue compared = compared(asked.containsKey("explain") ? plan(reply) : reply);
        return compared.asDocument().toJson();
    }

    private static BsonValue plan(BsonValue value) {
        if (value instanceof BsonArray array) {
            return new BsonArray(array.stream().map(StorageDifferenceTest::plan).toList());
        }
        if (value instanceof BsonDocument document) {
            var result = new BsonDocument();
            document.forEach((name, inner) -> {
                if (OF_PLANS.contains(name)) {
                    result.append(name, WHOLE.contains(name) ? inner : plan(inner));
                }
            });
            return result;
        }
        return value;
    }

    /** Numbers of any type are equal, and the order of fields does not matter. */
    private static BsonValue compared(BsonValue value) {
        if (value instanceof BsonNumber number) {
            return new BsonDouble(number.doubleValue());
        }
        if (value instanceof BsonArray array) {
            return new BsonArray(
                    array.stream().map(StorageDifferenceTest::compared).toList());
        }
        if (value instanceof BsonDocument document) {
            var result = new BsonDocument();
            document.keySet().stream()
                    .filter(name -> !LEFT_OUT.contains(name) || isRead(document, name))
                    .sorted()
                    .forEach(name -> result.append(name, compared(document.get(name))));
            return result;
        }
        return value instanceof BsonString text
                ? new BsonString(UUID_TEXT.matcher(text.getValue()).replaceAll("UUID"))
                : value;
    }

    /** People read the index and the key out of this message. */
    private static boolean isRead(BsonDocument document, String name) {
        return name.equals("errmsg") && DUPLICATE_KEY.equals(document.get("code"));
    }

    private static Storage engine() {
        try {
            return StorageKind.ENGINE.open();
        } catch (ServerUnavailableException e) {
            throw new TestAbortedException("skipped: " + e.getMessage());
        }
    }

    @Test
    void answersAsTheEngineDoesButForWhatIsListed() throws IOException {
        List<String> wrong = new ArrayList<>();
        String reason = "";
        int differences = 0;
        try (Storage engine = engine();
                Storage memory = StorageKind.MEMORY.open()) {
            for (String line : lines()) {
                if (line.startsWith("differs:")) {
                    reason = line;
                    continue;
                }
                String real = answer(engine, line);
                String ours = answer(memory, line);
                boolean listed = !reason.isEmpty();
                if (real.equals(ours) == listed) {
                    wrong.add((listed ? "no longer differs: " : "differs: ") + line + "\n  engine " + real
                            + "\n  memory " + ours);
                }
                differences += listed ? 1 : 0;
                reason = "";
            }
        }
        System.out.println(
                lines().size() - differences * 2 + " commands are answered alike, " + differences + " differ:");
        System.out.println(
                lines().stream().filter(line -> line.startsWith("differs:")).collect(Collectors.joining("\n")));
        assertEquals("", String.join("\n", wrong));
    }
}
