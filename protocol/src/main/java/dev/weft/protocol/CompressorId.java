package dev.weft.protocol;

import dev.weft.protocol.WireFormatException.BadCompression;
import java.util.Locale;

/** The compressors that an OP_COMPRESSED can name (specification, "Compressor IDs"). */
public enum CompressorId {
    NOOP(0),
    SNAPPY(1),
    ZLIB(2),
    ZSTD(3);

    private final int id;

    CompressorId(int id) {
        this.id = id;
    }

    /** The compressor with this id. */
    public static CompressorId of(int id) {
        for (CompressorId compressor : values()) {
            if (compressor.id == id) {
                return compressor;
            }
        }
        throw new BadCompression("No compressor has the id " + id + "; known are 0 (noop) to 3 (zstd).");
    }

    /** The number that stands for it on the wire. */
    public int id() {
        return id;
    }

    /** The name under which the handshake agrees on it. */
    public String handshakeName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
