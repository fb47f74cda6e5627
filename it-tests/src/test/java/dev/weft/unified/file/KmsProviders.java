package dev.weft.unified.file;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Which credentials of which key management services a file may name. */
final class KmsProviders {
    private static final Pattern NAME = Pattern.compile("(aws|azure|gcp|kmip|local)(:[a-zA-Z0-9_]+)?");
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "aws", Set.of("accessKeyId", "secretAccessKey", "sessionToken"),
            "azure", Set.of("tenantId", "clientId", "clientSecret", "identityPlatformEndpoint"),
            "gcp", Set.of("email", "privateKey", "endpoint"),
            "kmip", Set.of("endpoint"),
            "local", Set.of("key"));
    private static final Set<String> WITH_TOKEN = Set.of("azure", "gcp");

    private KmsProviders() {}

    static void check(String path, BsonDocument providers) {
        providers.forEach((name, value) -> {
            Matcher known = NAME.matcher(name);
            if (!known.matches()) {
                throw new MalformedFileException(path, name + " is no key management service");
            }
            provider(path + "." + name, known.group(1), value);
        });
    }

    private static void provider(String path, String kind, BsonValue value) {
        Fields fields = Fields.of(path, value);
        if (WITH_TOKEN.contains(kind) && fields.has("accessToken")) {
            credential(fields, "accessToken");
        } else {
            FIELDS.get(kind).forEach(key -> credential(fields, key));
        }
        fields.end();
    }

    private static void credential(Fields fields, String key) {
        fields.any(key).ifPresent(value -> {
            boolean placeholder = value.isDocument()
                    && value.asDocument().size() == 1
                    && value.asDocument().containsKey("$$placeholder");
            // The local key may be Extended JSON for binary data, which has become a binary by now.
            boolean binary = key.equals("key") && value instanceof BsonBinary;
            fields.check(value.isString() || placeholder || binary, key, "is neither a string nor a placeholder");
        });
    }
}
