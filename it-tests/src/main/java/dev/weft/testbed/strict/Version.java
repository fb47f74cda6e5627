package dev.weft.testbed.strict;

/** A version of the server, for asking what came before what. */
public record Version(int major, int minor) implements Comparable<Version> {
    public static final Version FIRST = new Version(0, 0);
    static final Version NEVER = new Version(Integer.MAX_VALUE, 0);

    /** Of {@code 8.0} or {@code 8.0.4}. */
    public static Version of(String text) {
        String[] parts = text.split("\\.", -1);
        return new Version(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    public boolean atLeast(int otherMajor, int otherMinor) {
        return compareTo(new Version(otherMajor, otherMinor)) >= 0;
    }

    @Override
    public int compareTo(Version other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
