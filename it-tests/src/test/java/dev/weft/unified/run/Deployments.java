package dev.weft.unified.run;

import dev.weft.testbed.Deployment;
import dev.weft.testbed.ServerProfile;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The deployments that can be asked for by name or by connection string. */
final class Deployments {
    static final String DEFAULT = "standalone-8.0";
    private static final Pattern NAME = Pattern.compile("(standalone|replicaset)-(\\d+\\.\\d+)");

    private Deployments() {}

    /** What {@code -Dweft.uri} names, whose baseline {@code -Dweft.deployment} may name, else what {@code -Dweft.deployment} names, else a standalone 8.0. */
    static TestDeployment asked() {
        String uri = System.getProperty("weft.uri", "");
        String name = System.getProperty("weft.deployment", "");
        return uri.isBlank() ? named(name.isBlank() ? DEFAULT : name) : new External(name, uri);
    }

    static TestDeployment named(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    name + " is no deployment: name one like " + DEFAULT + " or replicaset-8.0, or give -Dweft.uri");
        }
        ServerProfile profile = profile(parts.group(2));
        Deployment.Builder builder =
                parts.group(1).equals("standalone") ? Deployment.standalone() : Deployment.replicaSet("repl0", 1);
        return new OfTheTestbed(name, builder.profile(profile).start());
    }

    private static ServerProfile profile(String version) {
        String constant = "V" + version.replace('.', '_');
        return Arrays.stream(ServerProfile.values())
                .filter(each -> each.name().equals(constant.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the testbed has no profile of " + version));
    }

    private record OfTheTestbed(String name, Deployment deployment) implements TestDeployment {
        @Override
        public String uri() {
            return deployment.uri();
        }

        @Override
        public void close() {
            deployment.close();
        }
    }

    private record External(String name, String uri) implements TestDeployment {
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
