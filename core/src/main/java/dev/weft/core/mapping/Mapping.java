package dev.weft.core.mapping;

import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;

/** The way in: what makes a registry of codecs know records. */
public final class Mapping {
    private static final CodecProvider RECORDS = new RecordProvider();

    private Mapping() {}

    /**
     * A registry that knows records, sealed interfaces of records, and the few types of the JDK that {@code org.bson} has no codec for.
     *
     * @param codecs is asked first, so that a user's own codec for a record wins
     * @return asks {@code codecs}, then ours
     */
    public static CodecRegistry withRecords(CodecRegistry codecs) {
        return CodecRegistries.fromRegistries(codecs, CodecRegistries.fromProviders(RECORDS));
    }
}
