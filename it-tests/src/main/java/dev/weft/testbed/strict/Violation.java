package dev.weft.testbed.strict;

/**
 * Something that a driver must not send.
 *
 * @param rule a short name of the rule, for tests that break one on purpose
 */
public record Violation(String rule, String command, String text) {
    @Override
    public String toString() {
        return rule + " in " + command + ": " + text;
    }
}
