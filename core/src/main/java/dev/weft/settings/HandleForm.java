package dev.weft.settings;

import dev.weft.ReadConcern;
import dev.weft.ReadPreference;
import dev.weft.WriteConcern;
import dev.weft.core.mapping.Mapping;
import java.time.Duration;
import java.util.Optional;
import org.bson.codecs.configuration.CodecRegistry;

/** A mutable copy of {@link HandleSettings}; lives as long as its lambda. */
final class HandleForm implements HandleOptions {
    private ReadPreference readPreference;
    private ReadConcern readConcern;
    private WriteConcern writeConcern;
    private Optional<Duration> timeout;
    private CodecRegistry codecs;

    HandleForm(HandleSettings from) {
        readPreference = from.readPreference();
        readConcern = from.readConcern();
        writeConcern = from.writeConcern();
        timeout = from.timeout();
        codecs = from.codecs();
    }

    HandleSettings settings() {
        return new HandleSettings(readPreference, readConcern, writeConcern, timeout, codecs);
    }

    @Override
    public HandleForm readPreference(ReadPreference preference) {
        readPreference = preference;
        return this;
    }

    @Override
    public HandleForm readConcern(ReadConcern concern) {
        readConcern = concern;
        return this;
    }

    @Override
    public HandleForm writeConcern(WriteConcern concern) {
        writeConcern = concern;
        return this;
    }

    @Override
    public HandleForm timeout(Duration perCall) {
        timeout = Optional.of(perCall);
        return this;
    }

    @Override
    public HandleForm codecs(CodecRegistry registry) {
        codecs = Mapping.withRecords(registry);
        return this;
    }
}
