package dev.weft.core.mapping;

import dev.weft.error.MappingFailedException;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;

/** The way in: what makes a registry of codecs know records. */
public final class Mapping {
    /** How a codec is registered, for whoever learns that one is missing. */
    public static final String REGISTER = Unmapped.REGISTER;

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

    /** The registry's codec for a type; when it has none, the error says what to do. */
    public static <T> Codec<T> codec(Class<T> type, CodecRegistry codecs) {
        try {
            return Unmapped.codec(type, codecs);
        } catch (MismatchException unknown) {
            throw new MappingFailedException("", type.getName(), unknown.what(), unknown);
        }
    }
}
