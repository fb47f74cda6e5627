package dev.weft.unified.run;

import dev.weft.unified.match.Mismatch;
import java.util.regex.Pattern;

/** Why something failed, in words that are the same in every run: no ports, ids, times or counts of milliseconds. */
final class Reasons {
    private static final int LENGTH = 140;
    private static final Pattern ADDRESS =
            Pattern.compile("(?:127\\.0\\.0\\.1|localhost|\\[[0-9a-f:]*:[0-9a-f:]*])(:\\d+)?");
    private static final Pattern IDENTITY = Pattern.compile("\\b[0-9a-f]{24}\\b|\"base64\": \"[^\"]*\"");
    private static final Pattern TIME = Pattern.compile("\\b\\d+ ms\\b");
    private static final Pattern STAMP = Pattern.compile("\"\\$date\": \"[^\"]*\"|\"t\": \\d+|\"i\": \\d+");

    private Reasons() {}

    static String stable(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        String text = failure instanceof Mismatch ? message : failure.getClass().getSimpleName() + ": " + message;
        text = text.lines().findFirst().orElse("");
        text = ADDRESS.matcher(text).replaceAll("HOST");
        text = IDENTITY.matcher(text).replaceAll("ID");
        text = TIME.matcher(text).replaceAll("N ms");
        text = STAMP.matcher(text).replaceAll("TIME");
        text = text.replace(" | ", " / ").replaceFirst("^file\\.tests\\[\\d+]\\.", "");
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH).strip() + "...";
    }
}
