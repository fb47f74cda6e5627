package dev.weft.unified.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** An entity to make before or during a case. */
public sealed interface EntitySpec {
    /** Its name. */
    String id();

    /**
     * A client.
     *
     * @param id its name
     * @param uriOptions what its connection string says beyond the deployment's
     * @param useMultipleMongoses whether it must, or must not, know several routers
     * @param observeEvents the kinds of events to keep
     * @param ignoredCommands commands whose events are not kept
     * @param observeSensitiveCommands whether events of sensitive commands are kept
     * @param observeLogs the least severity to keep by component
     * @param tracing how spans are kept; empty: not at all
     * @param serverApi the Stable API to bind it to
     * @param autoEncryption how it encrypts by itself; empty: not at all
     * @param awaitMinPoolSizeMillis how long to wait until its pools are filled
     */
    record Client(
            String id,
            BsonDocument uriOptions,
            Optional<Boolean> useMultipleMongoses,
            List<EventKind> observeEvents,
            List<String> ignoredCommands,
            boolean observeSensitiveCommands,
            Map<String, String> observeLogs,
            Optional<Tracing> tracing,
            Optional<ServerApi> serverApi,
            Optional<BsonDocument> autoEncryption,
            Optional<Long> awaitMinPoolSizeMillis)
            implements EntitySpec {}

    /** How spans are kept. */
    record Tracing(boolean commandPayload) {}

    /** A version of the Stable API. */
    record ServerApi(String version, Optional<Boolean> strict, Optional<Boolean> deprecationErrors) {}

    /** What encrypts and decrypts values explicitly. */
    record ClientEncryption(String id, String keyVaultClient, BsonDocument options) implements EntitySpec {}

    /** A database of a client. */
    record Database(String id, String client, String name, HandleSpec options) implements EntitySpec {}

    /** A collection of a database. */
    record Collection(String id, String database, String name, HandleSpec options) implements EntitySpec {}

    /** An explicit session of a client. */
    record Session(String id, String client, BsonDocument options) implements EntitySpec {}

    /** A GridFS bucket of a database. */
    record Bucket(String id, String database, BsonDocument options) implements EntitySpec {}

    /** Something that runs operations beside the case. */
    record ThreadSpec(String id) implements EntitySpec {}

    static EntitySpec read(String path, BsonValue value) {
        return EntityReader.read(path, value);
    }
}
