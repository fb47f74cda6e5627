package dev.weft.unified.file;

import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * An event that must have been observed.
 *
 * @param path where it stands in the file
 * @param kind which event
 * @param fields what must be true of it
 */
public record ExpectedEvent(String path, EventKind kind, BsonDocument fields) {
    private static final Set<String> FLAGS =
            Set.of("hasServiceId", "hasServerConnectionId", "interruptInUseConnections", "awaited");
    private static final Set<String> DOCUMENTS = Set.of("command", "reply");
    private static final Set<String> DESCRIPTIONS = Set.of("previousDescription", "newDescription");
    private static final Set<String> SERVER_TYPES = Set.of(
            "Standalone",
            "Mongos",
            "PossiblePrimary",
            "RSPrimary",
            "RSSecondary",
            "RSOther",
            "RSArbiter",
            "RSGhost",
            "LoadBalancer",
            "Unknown");
    private static final Set<String> TOPOLOGY_TYPES =
            Set.of("Single", "Unknown", "ReplicaSetNoPrimary", "ReplicaSetWithPrimary", "Sharded", "LoadBalanced");

    public static ExpectedEvent read(String path, BsonValue value) {
        Fields outer = Fields.of(path, value);
        String word = outer.onlyKey();
        EventKind kind = EventKind.of(path, word);
        Fields fields = outer.fields(word).orElseThrow();
        for (String key : kind.fields()) {
            check(kind, fields, key);
        }
        fields.end();
        return new ExpectedEvent(path + "." + word, kind, value.asDocument().getDocument(word));
    }

    private static void check(EventKind kind, Fields fields, String key) {
        if (FLAGS.contains(key)) {
            fields.flag(key);
        } else if (DOCUMENTS.contains(key)) {
            fields.optionalDocument(key);
        } else if (DESCRIPTIONS.contains(key)) {
            fields.fields(key).ifPresent(description -> {
                description.word("type", kind == EventKind.SERVER_CHANGED ? SERVER_TYPES : TOPOLOGY_TYPES);
                description.end();
            });
        } else {
            fields.optionalText(key);
        }
    }
}
