package dev.weft.settings;

import dev.weft.error.BadConfigException;

/**
 * The version of the server's API a client binds itself to, so that new servers answer as old ones did.
 *
 * @param version the version; {@code 1} is the only one there is
 * @param strict whether the server refuses commands that are no part of the version
 * @param deprecationErrors whether the server refuses what is deprecated in the version
 */
public record StableApi(String version, boolean strict, boolean deprecationErrors) {
    /**
     * Checks the version.
     *
     * @throws BadConfigException when there is no such version
     */
    public StableApi {
        if (!version.equals("1")) {
            throw new BadConfigException("stableApi", "there is no version '" + version + "': use \"1\"");
        }
    }

    /** {@return version 1, neither strict nor refusing what is deprecated} */
    public static StableApi v1() {
        return new StableApi("1", false, false);
    }

    /**
     * The same version, strict or not.
     *
     * @param yes whether the server refuses commands that are no part of the version
     * @return a copy
     */
    public StableApi strict(boolean yes) {
        return new StableApi(version, yes, deprecationErrors);
    }

    /**
     * The same version, refusing what is deprecated or not.
     *
     * @param yes whether the server refuses what is deprecated
     * @return a copy
     */
    public StableApi deprecationErrors(boolean yes) {
        return new StableApi(version, strict, yes);
    }
}
