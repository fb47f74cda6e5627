package dev.weft.settings;

import dev.weft.error.BadConfigException;
import java.util.List;

/**
 * How messages are made smaller. A server that knows none of the ways is spoken to without.
 *
 * @param compressors the ways in order of preference, each once; empty: messages go as they are
 * @param zlibLevel how hard {@link Compressor#ZLIB} tries: -1 (zlib's own choice), 0 (not at all) to 9 (as hard as it can)
 */
public record CompressionSettings(List<Compressor> compressors, int zlibLevel) {
    /** What holds when nothing is said: no compression; zlib's own choice of level. */
    public static final CompressionSettings DEFAULTS = new CompressionSettings(List.of(), -1);

    /**
     * Checks the level.
     *
     * @throws BadConfigException when the level is out of range
     */
    public CompressionSettings {
        compressors = compressors.stream().distinct().toList();
        if (zlibLevel < -1 || zlibLevel > 9) {
            throw new BadConfigException("zlibCompressionLevel", zlibLevel + " is out of range: use -1 to 9");
        }
    }
}
