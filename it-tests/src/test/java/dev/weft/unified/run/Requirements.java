package dev.weft.unified.run;

import dev.weft.unified.file.Requirement;
import dev.weft.unified.match.Matcher;
import dev.weft.unified.match.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Whether a deployment is what a file or a case needs ("runOnRequirement"). */
record Requirements(DeploymentFacts facts) {
    private static final Matcher VALUES = new Matcher(new Named() {
        @Override
        public BsonValue value(String name) {
            throw new IllegalArgumentException("requirements name no entities");
        }

        @Override
        public BsonDocument sessionId(String name) {
            throw new IllegalArgumentException("requirements name no entities");
        }
    });

    /** What is missing, if no requirement is met; empty when there are none. */
    Optional<String> unmet(List<Requirement> anyOf) {
        var missing = new TreeSet<String>();
        for (Requirement each : anyOf) {
            Optional<String> lacks = lacks(each);
            if (lacks.isEmpty()) {
                return Optional.empty();
            }
            missing.add(lacks.get());
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of("needs " + String.join(", or ", missing));
    }

    private Optional<String> lacks(Requirement requirement) {
        List<String> missing = new ArrayList<>();
        if (!requirement.topologies().isEmpty()
                && requirement.topologies().stream().noneMatch(this::isA)) {
            missing.add(String.join(" or ", requirement.topologies()));
        }
        requirement
                .minVersion()
                .filter(least -> facts.version().compareTo(least) < 0)
                .ifPresent(least -> missing.add("a server from " + least + " on"));
        requirement
                .maxVersion()
                .filter(most -> facts.version().compareTo(most) > 0)
                .ifPresent(most -> missing.add("a server up to " + most));
        requirement.serverless().filter("require"::equals).ifPresent(yes -> missing.add("serverless"));
        requirement
                .auth()
                .filter(wanted -> wanted != facts.auth())
                .ifPresent(wanted -> missing.add(wanted ? "authentication" : "no authentication"));
        requirement
                .authMechanism()
                .filter(wanted -> !knows(wanted))
                .ifPresent(wanted -> missing.add("authentication by " + wanted));
        requirement.csfle().filter(wanted -> wanted).ifPresent(yes -> missing.add("client-side encryption"));
        requirement.parameters().forEach((name, value) -> {
            if (!VALUES.matchesRoot(value, facts.parameters().get(name))) {
                missing.add("the server parameter " + name);
            }
        });
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", missing));
    }

    private boolean isA(String topology) {
        // All shards are replica sets since 3.6.
        return topology.equals(facts.topology())
                || (topology.equals("sharded-replicaset") && facts.topology().equals("sharded"));
    }

    private boolean knows(String mechanism) {
        return facts.parameters().getArray("authenticationMechanisms", new BsonArray()).stream()
                .anyMatch(each ->
                        each.asString().getValue().toLowerCase(Locale.ROOT).equals(mechanism.toLowerCase(Locale.ROOT)));
    }
}
