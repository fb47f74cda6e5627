package dev.weft;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** A password or key that never prints: {@link #toString()} is {@code ***}. Immutable. */
public final class Secret {
    private final char[] value;

    private Secret(char[] value) {
        this.value = value;
    }

    /**
     * Keeps a copy of a secret.
     *
     * @param value the characters, the caller may wipe them afterwards
     * @return the secret
     */
    public static Secret of(char[] value) {
        return new Secret(value.clone());
    }

    /**
     * Keeps a secret.
     *
     * @param value the text
     * @return the secret
     */
    public static Secret of(String value) {
        return new Secret(value.toCharArray());
    }

    /** {@return a copy of the characters; wipe it after use} */
    public char[] reveal() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        // Compared in constant time, so that timing tells nothing about how much is right.
        return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    private byte[] bytes() {
        return new String(value).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "***";
    }
}
