package dev.weft.unified.peer;

import java.util.regex.Pattern;

/** What PyMongo says, without what differs from run to run: ports, ids, times, places in memory. */
final class StableText {
    private static final int LENGTH = 200;
    private static final Pattern ADDRESS =
            Pattern.compile("(?:127\\.0\\.0\\.1|localhost)(:\\d+)?|\\('127\\.0\\.0\\.1', \\d+\\)");
    private static final Pattern IDENTITY = Pattern.compile("\\b[0-9a-f]{24}\\b|\\b0x[0-9a-f]+\\b|b'(?:\\\\.|[^'])*'");
    private static final Pattern TIME =
            Pattern.compile("\\b\\d+\\.\\d+(?=m?s\\b)|Timestamp\\(\\d+, \\d+\\)|datetime\\.datetime\\([^)]*\\)");

    private StableText() {}

    static String of(String told) {
        String text = told.strip().lines().findFirst().orElse("").replaceFirst(", full error: .*", "");
        text = ADDRESS.matcher(text).replaceAll("HOST");
        text = IDENTITY.matcher(text).replaceAll("ID");
        text = TIME.matcher(text).replaceAll("TIME");
        text = text.replace(" | ", " / ");
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH).strip() + "...";
    }
}
