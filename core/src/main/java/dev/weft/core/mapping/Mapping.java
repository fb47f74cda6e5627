package dev.weft.core.mapping;

import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;

/** The way in: what makes a registry of codecs know records. */
public final class Mapping {
    private static final CodecProvider RECORDS = new RecordProvider();
    private static final CodecRegistry USUAL = withRecords(CodecRegistries.fromRegistries(
            CodecRegistries.fromProviders(new DocumentProvider()), Bson.DEFAULT_CODEC_REGISTRY));

    private Mapping() {}

    /** What is used unless the user says otherwise: the codecs of {@code org.bson}, of which that of documents is our own, and records. */
    public static CodecRegistry usual() {
        return USUAL;
    }

    /**
     * A registry that knows records, sealed interfaces of records, and the few types of the JDK that {@code org.bson} has no codec for.
     *
     * @param codecs is asked first, so that a user's own codec for a record wins
     * @return asks {@code codecs}, then ours
     */
    public static CodecRegistry withRecords(CodecRegistry codecs) {
        return codecs instanceof RememberingRegistry known
                ? known
                : new RememberingRegistry(
                        CodecRegistries.fromRegistries(codecs, CodecRegistries.fromProviders(RECORDS)));
    }
}
