package dev.weft.unified.file;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * What a deployment must be for a file or a case to run ("runOnRequirement").
 *
 * @param minVersion the oldest server
 * @param maxVersion the newest server
 * @param topologies kinds of deployments, any of them; empty: all
 * @param serverless {@code require}, {@code forbid} or {@code allow}
 * @param parameters what getParameter must say
 * @param auth whether clients must log in
 * @param authMechanism a mechanism that the server must know
 * @param csfle whether driver and server must be able to encrypt in the client
 */
public record Requirement(
        Optional<Version> minVersion,
        Optional<Version> maxVersion,
        List<String> topologies,
        Optional<String> serverless,
        BsonDocument parameters,
        Optional<Boolean> auth,
        Optional<String> authMechanism,
        Optional<Boolean> csfle) {
    private static final Set<String> TOPOLOGIES =
            Set.of("single", "replicaset", "sharded", "sharded-replicaset", "load-balanced");

    static Requirement read(String path, BsonValue value) {
        Fields fields = Fields.of(path, value);
        fields.notEmpty();
        var requirement = new Requirement(
                fields.matching("minServerVersion", Version.PATTERN).map(Version::of),
                fields.matching("maxServerVersion", Version.PATTERN).map(Version::of),
                fields.optionalList("topologies", Requirement::topology),
                fields.word("serverless", Set.of("require", "forbid", "allow")),
                fields.optionalDocument("serverParameters").orElseGet(BsonDocument::new),
                fields.flag("auth"),
                fields.optionalText("authMechanism"),
                fields.part("csfle", Requirement::csfle));
        fields.check(
                !fields.has("serverParameters") || !requirement.parameters().isEmpty(),
                "serverParameters",
                "must say something");
        fields.end();
        return requirement;
    }

    private static String topology(String path, BsonValue value) {
        String word = Fields.textOf(path, value);
        if (!TOPOLOGIES.contains(word)) {
            throw new MalformedFileException(path, word + " is none of " + TOPOLOGIES);
        }
        return word;
    }

    private static boolean csfle(String path, BsonValue value) {
        if (value.isBoolean()) {
            return value.asBoolean().getValue();
        }
        Fields fields = Fields.of(path, value);
        fields.notEmpty();
        // Which libmongocrypt it is matters only once there is one; until then every version is missing.
        fields.matching("minLibmongocryptVersion", Version.PATTERN);
        fields.end();
        return true;
    }
}
