package dev.weft.query;

import dev.weft.query.shape.Words;

/** How scores of different makes are made comparable (server manual, {@code $scoreFusion}). */
public enum ScoreNormalization {
    /** They stay as they are. */
    NONE,
    /** By the curve of {@code $sigmoid}, into 0 to 1. */
    SIGMOID,
    /** By the least and the greatest of all, into 0 to 1. */
    MIN_MAX_SCALER;

    /** {@return the server's word, such as {@code "minMaxScaler"}} */
    public String word() {
        return Words.camel(this);
    }
}
