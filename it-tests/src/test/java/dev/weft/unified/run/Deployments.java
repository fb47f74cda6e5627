package dev.weft.unified.run;

import dev.weft.testbed.Deployment;
import dev.weft.testbed.ServerProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The deployments that can be asked for by name or by connection string. */
final class Deployments {
    static final String DEFAULT = "standalone-8.0";
    private static final Pattern NAME = Pattern.compile("(standalone|replicaset)-(\\d+\\.\\d+)");

    private Deployments() {}

    /**
     * A deployment that was chosen and can be started.
     *
     * @param name what its baseline is called; empty for none
     * @param uri where it is, if it runs already; else empty
     */
    record Choice(String name, String uri) {
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
        return new Choice(name.isBlank() && uri.isBlank() ? DEFAULT : name, uri);
    }

    /** This deployment, unless one was asked for. */
    static Optional<Choice> unlessAsked(String name) {
        boolean asked = !System.getProperty("weft.uri", "").isBlank()
                || !System.getProperty("weft.deployment", "").isBlank();
        return asked ? Optional.empty() : Optional.of(new Choice(name, ""));
    }

    private static TestDeployment named(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    name + " is no deployment: name one like " + DEFAULT + " or replicaset-8.0, or give -Dweft.uri");
        }
        ServerProfile profile = profile(parts.group(2));
        Deployment.Builder builder =
                parts.group(1).equals("standalone") ? Deployment.standalone() : Deployment.replicaSet("weft", 3);
        return new OfTestbed(builder.profile(profile).start());
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
