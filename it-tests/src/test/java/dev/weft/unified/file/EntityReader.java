package dev.weft.unified.file;

import java.util.HashMap;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Reads the definitions of entities. */
final class EntityReader {
    private EntityReader() {}

    static EntitySpec read(String path, BsonValue value) {
        Fields outer = Fields.of(path, value);
        String kind = outer.onlyKey();
        Fields fields = outer.fields(kind).orElseThrow();
        EntitySpec spec = switch (kind) {
            case "client" -> client(fields);
            case "clientEncryption" -> clientEncryption(fields);
            case "database" ->
                new EntitySpec.Database(
                        fields.text("id"),
                        fields.text("client"),
                        fields.text("databaseName"),
                        fields.part("databaseOptions", HandleSpec::read).orElse(HandleSpec.NONE));
            case "collection" ->
                new EntitySpec.Collection(
                        fields.text("id"),
                        fields.text("database"),
                        fields.text("collectionName"),
                        fields.part("collectionOptions", HandleSpec::read).orElse(HandleSpec.NONE));
            case "session" ->
                new EntitySpec.Session(fields.text("id"), fields.text("client"), options(fields, "sessionOptions"));
            case "bucket" ->
                new EntitySpec.Bucket(fields.text("id"), fields.text("database"), options(fields, "bucketOptions"));
            case "thread" -> new EntitySpec.ThreadSpec(fields.text("id"));
            default -> throw new MalformedFileException(path, kind + " is no kind of entity");
        };
        fields.end();
        return spec;
    }

    private static BsonDocument options(Fields fields, String key) {
        return fields.optionalDocument(key).orElseGet(BsonDocument::new);
    }

    private static EntitySpec.Client client(Fields fields) {
        // Deprecated, used by no file and dropped from the prose; known so that it is not mistaken for a typing error.
        fields.check(!fields.has("storeEventsAsEntities"), "storeEventsAsEntities", "is not offered by this runner");
        return new EntitySpec.Client(
                fields.text("id"),
                options(fields, "uriOptions"),
                fields.flag("useMultipleMongoses"),
                fields.optionalList("observeEvents", (path, word) -> EventKind.of(path, Fields.textOf(path, word))),
                fields.optionalList("ignoreCommandMonitoringEvents", Fields::textOf),
                fields.isTrue("observeSensitiveCommands"),
                fields.part("observeLogMessages", EntityReader::logs).orElse(Map.of()),
                fields.part("observeTracingMessages", EntityReader::tracing),
                fields.part("serverApi", EntityReader::serverApi),
                fields.part("autoEncryptOpts", EntityReader::autoEncryption),
                fields.integer("awaitMinPoolSizeMS"));
    }

    private static Map<String, String> logs(String path, BsonValue value) {
        Fields fields = Fields.of(path, value);
        fields.notEmpty();
        Map<String, String> levels = new HashMap<>();
        for (String component : ExpectedLog.COMPONENTS) {
            fields.word(component, ExpectedLog.LEVELS).ifPresent(level -> levels.put(component, level));
        }
        fields.end();
        return Map.copyOf(levels);
    }

    private static EntitySpec.Tracing tracing(String path, BsonValue value) {
        Fields fields = Fields.of(path, value);
        var tracing = new EntitySpec.Tracing(fields.isTrue("enableCommandPayload"));
        fields.end();
        return tracing;
    }

    private static EntitySpec.ServerApi serverApi(String path, BsonValue value) {
        Fields fields = Fields.of(path, value);
        var api = new EntitySpec.ServerApi(
                fields.text("version"), fields.flag("strict"), fields.flag("deprecationErrors"));
        fields.end();
        return api;
    }

    private static BsonDocument autoEncryption(String path, BsonValue value) {
        Fields fields = Fields.of(path, value);
        fields.text("keyVaultNamespace");
        KmsProviders.check(fields.path("kmsProviders"), fields.document("kmsProviders"));
        fields.flag("bypassAutoEncryption");
        fields.flag("bypassQueryAnalysis");
        fields.integer("keyExpirationMS");
        fields.optionalDocument("extraOptions");
        for (String key : new String[] {"schemaMap", "encryptedFieldsMap"}) {
            fields.optionalDocument(key)
                    .ifPresent(
                            map -> map.forEach((name, each) -> Fields.documentOf(fields.path(key) + "." + name, each)));
        }
        fields.end();
        return value.asDocument();
    }

    private static EntitySpec.ClientEncryption clientEncryption(Fields fields) {
        String id = fields.text("id");
        Fields options = Fields.of(fields.path("clientEncryptionOpts"), fields.document("clientEncryptionOpts"));
        String client = options.text("keyVaultClient");
        options.text("keyVaultNamespace");
        KmsProviders.check(options.path("kmsProviders"), options.document("kmsProviders"));
        options.integer("keyExpirationMS");
        options.end();
        return new EntitySpec.ClientEncryption(id, client, fields.document("clientEncryptionOpts"));
    }
}
