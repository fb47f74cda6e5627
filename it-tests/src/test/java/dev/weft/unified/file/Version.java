package dev.weft.unified.file;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version as the format writes it; components after the third are dropped before comparing ("Version String"). */
public record Version(int major, int minor, int patch) implements Comparable<Version> {
    static final Pattern PATTERN = Pattern.compile("[0-9]+(\\.[0-9]+){1,2}");
    private static final Pattern LENIENT = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?.*");

    public static Version of(String text) {
        Matcher parts = LENIENT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text + " is no version");
        }
        return new Version(part(parts, 1), part(parts, 2), part(parts, 3));
    }

    private static int part(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }

    @Override
    public int compareTo(Version other) {
        return Comparator.comparingInt(Version::major)
                .thenComparingInt(Version::minor)
                .thenComparingInt(Version::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return patch == 0 ? major + "." + minor : major + "." + minor + "." + patch;
    }
}
