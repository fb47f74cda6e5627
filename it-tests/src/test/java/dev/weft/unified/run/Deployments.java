package dev.weft.unified.run;

import dev.weft.testbed.Deployment;
import dev.weft.testbed.ServerProfile;
import dev.weft.testbed.StorageKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The deployments that can be asked for by name or by connection string. */
public final class Deployments {
    static final String DEFAULT = "standalone-8.0";
    /** What the name of a deployment begins with whose data MongoDB's own engine holds; without it, memory does. */
    static final String ENGINE = "engine-";

    private static final Pattern NAME =
            Pattern.compile("(" + ENGINE + ")?(standalone|replicaset|sharded)-(\\d+\\.\\d+)");

    private Deployments() {}

    /**
     * A deployment that was chosen and can be started.
     *
     * @param name what its baseline is called; empty for none
     * @param uri where it is, if it runs already; else empty
     * @param asked whether it was asked for: then it must be there
     */
    record Choice(String name, String uri, boolean asked) {
        /** How many can be used side by side: any number of our own, one of somebody else's. */
        int lanes() {
            return uri.isEmpty() ? 3 : 1;
        }

        TestDeployment start() {
            return uri.isEmpty() ? named(name) : new External(uri);
        }

        @Override
        public String toString() {
            // The connection string may hold a password.
            return name.isEmpty() ? "external" : name;
        }
    }

    /** What {@code -Dweft.uri} names, whose baseline {@code -Dweft.deployment} may name, else what that names, else a standalone 8.0. */
    static Choice asked() {
        String uri = System.getProperty("weft.uri", "");
        String name = System.getProperty("weft.deployment", "");
        boolean asked = !name.isBlank() || !uri.isBlank();
        return new Choice(asked ? name : DEFAULT, uri, asked);
    }

    /** This deployment, unless one was asked for. */
    static Optional<Choice> unlessAsked(String name) {
        return asked().asked() ? Optional.empty() : Optional.of(new Choice(name, "", false));
    }

    /** Starts a deployment of the testbed by its name, such as {@code replicaset-8.0}. */
    public static TestDeployment named(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException(name + " is no deployment: name one like " + DEFAULT
                    + ", replicaset-8.0, sharded-8.0 or " + ENGINE + DEFAULT + ", or give -Dweft.uri");
        }
        ServerProfile profile = profile(parts.group(3));
        StorageKind storage = parts.group(1) == null ? StorageKind.MEMORY : StorageKind.ENGINE;
        Deployment.Builder builder = switch (parts.group(2)) {
            case "standalone" -> Deployment.standalone();
            case "replicaset" -> Deployment.replicaSet("weft", 3);
            default -> Deployment.sharded(2);
        };
        return new OfTestbed(builder.profile(profile).storage(storage).start());
    }

    private static ServerProfile profile(String version) {
        String constant = "V" + version.replace('.', '_');
        return Arrays.stream(ServerProfile.values())
                .filter(each -> each.name().equals(constant.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the testbed has no profile of " + version));
    }

    private record OfTestbed(Deployment deployment) implements TestDeployment {
        @Override
        public String uri() {
            return deployment.uri();
        }

        @Override
        public List<String> takeViolations() {
            return deployment.takeViolations().stream().map(String::valueOf).toList();
        }

        @Override
        public void close() {
            deployment.close();
        }
    }

    private record External(String uri) implements TestDeployment {
        @Override
        public void close() {
            // It was not started here.
        }

        @Override
        public String toString() {
            // The connection string may hold a password.
            return "the deployment that -Dweft.uri names";
        }
    }
}
