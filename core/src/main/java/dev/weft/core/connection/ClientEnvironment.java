package dev.weft.core.connection;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** The {@code client.env} of the handshake: which function service and which container the process runs in. A pure function. */
final class ClientEnvironment {
    private enum Provider {
        AWS("aws.lambda", "", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_REGION"),
        AZURE("azure.func", "", "", ""),
        GCP("gcp.func", "FUNCTION_TIMEOUT_SEC", "FUNCTION_MEMORY_MB", "FUNCTION_REGION"),
        VERCEL("vercel", "", "", "VERCEL_REGION");

        private final String word;
        private final String timeoutVariable;
        private final String memoryVariable;
        private final String regionVariable;

        Provider(String word, String timeoutVariable, String memoryVariable, String regionVariable) {
            this.word = word;
            this.timeoutVariable = timeoutVariable;
            this.memoryVariable = memoryVariable;
            this.regionVariable = regionVariable;
        }
    }

    private final Map<String, String> variables;
    private final boolean docker;

    private ClientEnvironment(Surroundings where) {
        this.variables = where.variables();
        this.docker = where.docker();
    }

    /** {@return the document, empty when there is nothing to tell} */
    static BsonDocument of(Surroundings where) {
        return new ClientEnvironment(where).document();
    }

    /** {@return whether a function service runs this process; its monitors poll, because it may be frozen between two calls} */
    static boolean isFunction(Surroundings where) {
        return of(where).containsKey("name");
    }

    private BsonDocument document() {
        BsonDocument env = new BsonDocument();
        Set<Provider> found = providers();
        if (found.size() == 1) {
            Provider provider = found.iterator().next();
            env.append("name", new BsonString(provider.word));
            number(env, "timeout_sec", provider.timeoutVariable);
            number(env, "memory_mb", provider.memoryVariable);
            if (present(provider.regionVariable)) {
                env.append("region", new BsonString(value(provider.regionVariable)));
            }
        }
        BsonDocument container = container();
        if (!container.isEmpty()) {
            env.append("container", container);
        }
        return env;
    }

    private Set<Provider> providers() {
        Set<Provider> found = EnumSet.noneOf(Provider.class);
        if (value("AWS_EXECUTION_ENV").startsWith("AWS_Lambda_") || present("AWS_LAMBDA_RUNTIME_API")) {
            found.add(Provider.AWS);
        }
        if (present("FUNCTIONS_WORKER_RUNTIME")) {
            found.add(Provider.AZURE);
        }
        if (present("K_SERVICE") || present("FUNCTION_NAME")) {
            found.add(Provider.GCP);
        }
        if (present("VERCEL")) {
            found.add(Provider.VERCEL);
            found.remove(Provider.AWS); // Vercel runs on AWS and sets its variables too.
        }
        return found;
    }

    private BsonDocument container() {
        BsonDocument container = new BsonDocument();
        if (docker) {
            container.append("runtime", new BsonString("docker"));
        }
        if (present("KUBERNETES_SERVICE_HOST")) {
            container.append("orchestrator", new BsonString("kubernetes"));
        }
        return container;
    }

    private void number(BsonDocument env, String field, String variable) {
        try {
            env.append(field, new BsonInt32(Integer.parseInt(value(variable))));
        } catch (NumberFormatException wrongType) {
            // A variable that is missing or is no number leaves its field out and is no error (specification, "FaaS").
            env.remove(field);
        }
    }

    private boolean present(String variable) {
        return !value(variable).isEmpty();
    }

    private String value(String variable) {
        return variables.getOrDefault(variable, "");
    }
}
