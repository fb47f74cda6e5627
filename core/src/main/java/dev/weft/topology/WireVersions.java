package dev.weft.topology;

/**
 * The versions of the wire protocol a server speaks.
 *
 * @param min the oldest
 * @param max the newest
 */
public record WireVersions(int min, int max) {
    /** What is assumed of a server not heard of. */
    public static final WireVersions NONE = new WireVersions(0, 0);
}
