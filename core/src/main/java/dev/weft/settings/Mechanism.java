package dev.weft.settings;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words for ways to authenticate, as {@code authMechanism} takes them (Authentication specification, "Connection String Options"). */
enum Mechanism {
    SCRAM_SHA_1("SCRAM-SHA-1"),
    SCRAM_SHA_256("SCRAM-SHA-256"),
    PLAIN("PLAIN"),
    GSSAPI("GSSAPI"),
    X509("MONGODB-X509"),
    AWS("MONGODB-AWS"),
    OIDC("MONGODB-OIDC");

    static final Map<String, Mechanism> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(Mechanism::word, Function.identity()));

    private final String word;

    Mechanism(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
