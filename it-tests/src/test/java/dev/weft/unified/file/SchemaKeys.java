package dev.weft.unified.file;

import java.util.HashMap;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Which minor version of the format brought which key. A file complies with the version that it names ("schemaVersion"), and
 * must therefore validate against that version's schema ("JSON Schema Validation"): a key, or a word, of a newer one makes it
 * malformed, for a runner that knows no more than the version named would refuse it too. What the schemas leave open,
 * operations and their arguments, belongs to no version ("Future Work").
 */
final class SchemaKeys {
    /** A place, and behind {@code =} a word that may stand there; the positions of lists are left out. */
    private static final String TABLE = """
            1 _yamlAnchors, @.serverParameters, createEntities.client.serverApi
            2 createEntities.client.storeEventsAsEntities
            3 @.auth, @.topologies=load-balanced, tests.operations.ignoreResultAndError, tests.expectEvents.eventType,
            3 tests.expectEvents.events.*.hasServiceId, tests.expectEvents.events.poolCreatedEvent,
            3 tests.expectEvents.events.poolReadyEvent, tests.expectEvents.events.poolClearedEvent,
            3 tests.expectEvents.events.poolClosedEvent, tests.expectEvents.events.connectionCreatedEvent,
            3 tests.expectEvents.events.connectionReadyEvent, tests.expectEvents.events.connectionClosedEvent,
            3 tests.expectEvents.events.connectionCheckOutStartedEvent, tests.expectEvents.events.connectionCheckOutFailedEvent,
            3 tests.expectEvents.events.connectionCheckedOutEvent, tests.expectEvents.events.connectionCheckedInEvent,
            3 createEntities.client.observeEvents=poolCreatedEvent, createEntities.client.observeEvents=poolReadyEvent,
            3 createEntities.client.observeEvents=poolClearedEvent, createEntities.client.observeEvents=poolClosedEvent,
            3 createEntities.client.observeEvents=connectionCreatedEvent, createEntities.client.observeEvents=connectionReadyEvent,
            3 createEntities.client.observeEvents=connectionClosedEvent, createEntities.client.observeEvents=connectionCheckOutStartedEvent,
            3 createEntities.client.observeEvents=connectionCheckOutFailedEvent, createEntities.client.observeEvents=connectionCheckedOutEvent,
            3 createEntities.client.observeEvents=connectionCheckedInEvent
            4 @.serverless
            5 createEntities.client.observeSensitiveCommands
            6 tests.expectEvents.events.*.hasServerConnectionId
            7 tests.expectEvents.ignoreExtraEvents
            8 @.csfle, createEntities.clientEncryption
            9 &.createOptions, createEntities.database.databaseOptions.timeoutMS, createEntities.collection.collectionOptions.timeoutMS,
            9 tests.operations.expectError.isTimeoutError
            10 createEntities.thread, tests.expectEvents.events.serverDescriptionChangedEvent, tests.expectEvents.eventType=sdam,
            10 createEntities.client.observeEvents=serverDescriptionChangedEvent
            11 tests.expectEvents.events.poolClearedEvent.interruptInUseConnections
            12 tests.operations.expectError.errorResponse
            13 createEntities.client.observeLogMessages, tests.expectLogMessages
            14 tests.expectEvents.events.topologyDescriptionChangedEvent,
            14 createEntities.client.observeEvents=topologyDescriptionChangedEvent
            15 tests.expectEvents.events.commandSucceededEvent.databaseName, tests.expectEvents.events.commandFailedEvent.databaseName
            16 tests.expectLogMessages.ignoreMessages, tests.expectLogMessages.ignoreExtraMessages
            17 tests.expectEvents.events.serverHeartbeatStartedEvent, tests.expectEvents.events.serverHeartbeatSucceededEvent,
            17 tests.expectEvents.events.serverHeartbeatFailedEvent, createEntities.client.observeEvents=serverHeartbeatStartedEvent,
            17 createEntities.client.observeEvents=serverHeartbeatSucceededEvent,
            17 createEntities.client.observeEvents=serverHeartbeatFailedEvent
            19 @.authMechanism
            20 tests.expectEvents.events.topologyOpeningEvent, tests.expectEvents.events.topologyClosedEvent,
            20 tests.expectEvents.events.topologyDescriptionChangedEvent.previousDescription,
            20 tests.expectEvents.events.topologyDescriptionChangedEvent.newDescription,
            20 createEntities.client.observeEvents=topologyOpeningEvent, createEntities.client.observeEvents=topologyClosedEvent
            21 tests.operations.expectError.writeErrors, tests.operations.expectError.writeConcernErrors
            22 createEntities.clientEncryption.clientEncryptionOpts.keyExpirationMS
            23 createEntities.client.autoEncryptOpts
            25 @.csfle.minLibmongocryptVersion
            26 createEntities.client.awaitMinPoolSizeMS
            27 createEntities.client.observeTracingMessages, tests.expectTracingMessages
            28 createEntities.clientEncryption.clientEncryptionOpts.kmsProviders.*.accessToken,
            28 createEntities.client.autoEncryptOpts.kmsProviders.*.accessToken
            """;

    /** Where these stand for: requirements of a file and of a case, data before and after a case. */
    private static final Map<String, String[]> TWICE = Map.of(
            "@", new String[] {"runOnRequirements", "tests.runOnRequirements"},
            "&", new String[] {"initialData", "tests.outcome"});

    private static final Map<String, Integer> SINCE = new HashMap<>();

    static {
        for (String line : TABLE.strip().split(",?\n", -1)) {
            String[] words = line.split("[ ,]+", -1);
            for (int i = 1; i < words.length; i++) {
                add(words[i], Integer.parseInt(words[0]));
            }
        }
    }

    private SchemaKeys() {}

    private static void add(String place, int minor) {
        String[] roots = TWICE.get(place.substring(0, 1));
        if (roots == null) {
            SINCE.put(place, minor);
            return;
        }
        for (String root : roots) {
            SINCE.put(root + place.substring(1), minor);
        }
    }

    /** Refuses what is newer than the version that the file names. */
    static void check(BsonDocument file, Version version) {
        walk("file", "", "", file, version);
    }

    /**
     * @param path for the message, with the positions of lists
     * @param place without them
     * @param anyOf the place with a star for its last key
     */
    private static void walk(String path, String place, String anyOf, BsonValue value, Version version) {
        check(path, place, version);
        check(path, anyOf, version);
        switch (value) {
            case BsonString text -> check(path, place + "=" + text.getValue(), version);
            case BsonDocument document ->
                document.forEach((key, inner) -> {
                    String parent = place.isEmpty() ? "" : place + ".";
                    walk(path + "." + key, parent + key, starred(place) + key, inner, version);
                });
            case Iterable<?> list -> {
                int position = 0;
                for (Object element : list) {
                    walk(path + "[" + position++ + "]", place, anyOf, (BsonValue) element, version);
                }
            }
            default -> {
                // Numbers and the like have no version.
            }
        }
    }

    /** The place with a star for its last key, to look up what is known of a key below any other. */
    private static String starred(String place) {
        int dot = place.lastIndexOf('.');
        return dot < 0 ? "*." : place.substring(0, dot) + ".*.";
    }

    private static void check(String path, String place, Version version) {
        Integer minor = SINCE.get(place);
        if (minor != null && version.minor() < minor) {
            throw new MalformedFileException(
                    path, "came with schema version 1." + minor + ", and the file says that it is of " + version);
        }
    }
}
