package dev.weft.unified.entity;

import dev.weft.client.MongoClient;
import dev.weft.client.MongoDatabase;
import dev.weft.client.gridfs.GridFsBucket;
import dev.weft.settings.ClientSettings;
import dev.weft.settings.HandleOptions;
import dev.weft.settings.StableApi;
import dev.weft.unified.event.EventLog;
import dev.weft.unified.file.EntitySpec;
import dev.weft.unified.file.Fields;
import dev.weft.unified.file.HandleSpec;
import dev.weft.unified.match.Mismatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.BsonDocument;

/** Makes entities out of their definitions and puts them into the map of a case. */
public final class EntityMaker {
    public static final String SESSIONS = "explicit sessions";
    public static final String ENCRYPTION = "client-side encryption";

    private final Entities entities;
    private final ClientUri uri;

    /** Takes where to connect to, and the map to fill. */
    public EntityMaker(Entities entities, ClientUri uri) {
        this.entities = entities;
        this.uri = uri;
    }

    public void make(List<EntitySpec> specs) {
        specs.forEach(this::make);
    }

    private void make(EntitySpec spec) {
        switch (spec) {
            case EntitySpec.Client client -> client(client);
            case EntitySpec.Database database -> {
                Entity.Client client = entities.client(database.client());
                MongoDatabase handle = client.client().database(database.name()).with(options(database.options()));
                entities.put(database.id(), new Entity.Database(handle, client));
            }
            case EntitySpec.Collection collection -> {
                Entity.Database database = entities.database(collection.database());
                entities.put(
                        collection.id(),
                        new Entity.Collection(
                                database.database()
                                        .collection(collection.name(), BsonDocument.class)
                                        .with(options(collection.options())),
                                database));
            }
            case EntitySpec.Session session -> {
                entities.client(session.client());
                missing(session.id(), Entity.Kind.SESSION, SESSIONS);
            }
            case EntitySpec.Bucket bucket -> {
                Entity.Database database = entities.database(bucket.database());
                entities.put(bucket.id(), new Entity.Bucket(bucket(database.database(), bucket.options())));
            }
            case EntitySpec.ClientEncryption encryption -> {
                entities.client(encryption.keyVaultClient());
                missing(encryption.id(), Entity.Kind.CLIENT_ENCRYPTION, ENCRYPTION);
            }
            case EntitySpec.ThreadSpec thread ->
                entities.put(thread.id(), new Entity.Worker(new CaseThread(thread.id())));
        }
    }

    private void missing(String id, Entity.Kind kind, String what) {
        entities.put(id, new Entity.Missing(kind, what));
    }

    private static GridFsBucket bucket(MongoDatabase database, BsonDocument options) {
        Fields fields = Fields.of("bucketOptions", options);
        String name = fields.optionalText("bucketName").orElse("fs");
        Optional<Long> chunkSize = fields.integer("chunkSizeBytes");
        // There is no MD5 that could be disabled.
        fields.flag("disableMD5");
        Optional<BsonDocument> readConcern = fields.optionalDocument("readConcern");
        Optional<BsonDocument> readPreference = fields.optionalDocument("readPreference");
        Optional<BsonDocument> writeConcern = fields.optionalDocument("writeConcern");
        fields.end();
        return database.bucket(name, o -> chunkSize.ifPresent(bytes -> o.chunkSize(bytes.intValue())))
                .with(o -> {
                    readConcern.ifPresent(document -> o.readConcern(Concerns.read(document)));
                    readPreference.ifPresent(document -> o.readPreference(Concerns.preference(document)));
                    writeConcern.ifPresent(document -> o.writeConcern(Concerns.write(document)));
                });
    }

    private void client(EntitySpec.Client spec) {
        if (spec.autoEncryption().isPresent()) {
            throw new NotOfferedException(ENCRYPTION);
        }
        var events = new EventLog(spec);
        MongoClient client = MongoClient.connect(uri.of(spec), settings -> {
            spec.serverApi().ifPresent(api -> settings.stableApi(stableApi(api)));
            events.listenTo(settings);
        });
        entities.put(spec.id(), new Entity.Client(client, events));
        if (spec.awaitMinPoolSizeMillis().isPresent()) {
            awaitPool(
                    client,
                    events,
                    Duration.ofMillis(spec.awaitMinPoolSizeMillis().get()));
            events.start();
        }
    }

    /** Events before the pools are filled do not count ("awaitMinPoolSizeMS"). */
    private static void awaitPool(MongoClient client, EventLog events, Duration limit) {
        ClientSettings settings = client.configuration();
        int least = settings.pool().minSize();
        boolean filled = events.await(
                limit,
                () -> least == 0
                        || (!client.pools().isEmpty()
                                && client.pools().stream().allMatch(pool -> pool.idle() + pool.inUse() >= least)));
        if (!filled) {
            throw new Mismatch("awaitMinPoolSizeMS", "no " + least + " connections after " + limit.toMillis() + " ms");
        }
    }

    private static StableApi stableApi(EntitySpec.ServerApi spec) {
        return new StableApi(
                spec.version(),
                spec.strict().orElse(false),
                spec.deprecationErrors().orElse(false));
    }

    private static Consumer<HandleOptions> options(HandleSpec spec) {
        return o -> {
            spec.readConcern().ifPresent(document -> o.readConcern(Concerns.read(document)));
            spec.readPreference().ifPresent(document -> o.readPreference(Concerns.preference(document)));
            spec.writeConcern().ifPresent(document -> o.writeConcern(Concerns.write(document)));
            spec.timeoutMillis().ifPresent(millis -> o.timeout(Duration.ofMillis(millis)));
        };
    }
}
