package dev.weft.unified.run;

import dev.weft.testbed.ServerProfile;
import dev.weft.unified.file.TestCase;
import dev.weft.unified.file.TestFile;
import dev.weft.unified.file.Version;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.BsonDocument;

/**
 * The cases for which 8.0 is too old or too new, and the versions they run on instead: the newest and the oldest profile of the testbed that the
 * file and the case allow.
 */
final class VersionBound {
    /** What all other cases run on. */
    private static final ServerProfile USUAL = ServerProfile.V8_0;

    private static final List<String> KINDS = List.of("replicaset", "standalone", "sharded");

    private VersionBound() {}

    /** All deployments by name that have such a case to run, the newest first. */
    static List<String> deployments() {
        return Arrays.stream(ServerProfile.values())
                .filter(profile -> profile != USUAL)
                .sorted((one, other) -> other.compareTo(one))
                .flatMap(profile -> KINDS.stream().map(kind -> name(kind, profile)))
                .toList();
    }

    /** Whether the case runs on this deployment because of its version. */
    static boolean runsOn(String deployment, TestFile file, TestCase testCase) {
        Map<ServerProfile, String> allowed = new LinkedHashMap<>();
        for (ServerProfile profile : ServerProfile.values()) {
            kind(profile, file, testCase).ifPresent(kind -> allowed.put(profile, name(kind, profile)));
        }
        if (allowed.isEmpty() || allowed.containsKey(USUAL)) {
            return false;
        }
        List<String> names = List.copyOf(allowed.values());
        return deployment.equals(names.getFirst()) || deployment.equals(names.getLast());
    }

    private static Optional<String> kind(ServerProfile profile, TestFile file, TestCase testCase) {
        return KINDS.stream()
                .filter(kind -> {
                    var requirements = new Requirements(facts(kind, profile));
                    return Stream.of(file.requirements(), testCase.requirements())
                            .allMatch(anyOf -> requirements.unmet(anyOf).isEmpty());
                })
                .findFirst();
    }

    private static DeploymentFacts facts(String kind, ServerProfile profile) {
        String topology = kind.equals("standalone") ? "single" : kind;
        return new DeploymentFacts(Version.of(profile.version()), topology, 1, false, new BsonDocument());
    }

    private static String name(String kind, ServerProfile profile) {
        return kind + "-" + profile.name().substring(1).replace('_', '.');
    }
}
