package dev.weft.settings;

/** A way to make messages smaller (Wire Compression specification). */
public enum Compressor {
    /** Snappy: little work, little gain. */
    SNAPPY("snappy"),
    /** Deflate in zlib's frame: the level is adjustable. */
    ZLIB("zlib"),
    /** Zstandard: the best gain for the work. */
    ZSTD("zstd");

    private final String word;

    Compressor(String word) {
        this.word = word;
    }

    /** {@return the word servers and connection strings use} */
    public String word() {
        return word;
    }
}
