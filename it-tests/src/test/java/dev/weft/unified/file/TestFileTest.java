package dev.weft.unified.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class TestFileTest {
    private static TestFile read(String tests) {
        return TestFile.read(BsonDocument.parse("{description: 'd', schemaVersion: '1.9', tests: [" + tests + "]}"));
    }

    private static String refused(String json) {
        return assertThrows(MalformedFileException.class, () -> TestFile.read(BsonDocument.parse(json)))
                .getMessage();
    }

    private static String refusedTest(String test) {
        return assertThrows(MalformedFileException.class, () -> read(test)).getMessage();
    }

    @Test
    void takesEveryVersionFromTheFirstToTheNewestItKnowsAndNoOther() {
        for (String good : List.of("1.0", "1.0.3", "1.28")) {
            TestFile.read(BsonDocument.parse(
                    "{description: 'd', schemaVersion: '" + good + "', tests: [{description: 't', operations: []}]}"));
        }
        for (String bad : List.of("0.1", "1.29", "2.0", "1")) {
            String message = refused("{description: 'd', schemaVersion: '" + bad + "', tests: []}");
            assertTrue(message.startsWith("file.schemaVersion: "), message);
        }
    }

    @Test
    void namesThePlaceOfAnUnknownKeyAtEveryDepth() {
        assertTrue(
                refused("{description: 'd', schemaVersion: '1.0', tests: [{description: 't', operations: []}], x: 1}")
                        .startsWith("file.x: is unknown"));
        assertTrue(refusedTest("{description: 't', operations: [], expectEvent: []}")
                .startsWith("file.tests[0].expectEvent: is unknown"));
        assertTrue(refusedTest("{description: 't', operations: [{name: 'n', object: 'o', args: {}}]}")
                .startsWith("file.tests[0].operations[0].args: is unknown"));
        assertTrue(refusedTest("{description: 't', operations: [{name: 'n', object: 'o', expectError: {isErr: true}}]}")
                .startsWith("file.tests[0].operations[0].expectError.isErr: is unknown"));
    }

    @Test
    void refusesWhatContradictsItself() {
        refusedTest(
                "{description: 't', operations: [{name: 'n', object: 'o', expectError: {isError: true}, expectResult: 1}]}");
        refusedTest(
                "{description: 't', operations: [{name: 'n', object: 'o', ignoreResultAndError: true, expectResult: 1}]}");
        refusedTest("{description: 't', operations: [{name: 'n', object: 'o', expectError: {isError: false}}]}");
        refusedTest("{description: 't', operations: [{name: 'n', object: 'o', expectError: {}}]}");
    }

    @Test
    void takesEventsOnlyOfTheMonitorThatIsNamed() {
        read(
                "{description: 't', operations: [], expectEvents: [{client: 'c', eventType: 'cmap', events: [{poolReadyEvent: {}}]}]}");
        refusedTest(
                "{description: 't', operations: [], expectEvents: [{client: 'c', events: [{poolReadyEvent: {}}]}]}");
        refusedTest(
                "{description: 't', operations: [], expectEvents: [{client: 'c', events: [{commandStartedEvent: {reply: {}}}]}]}");
        refusedTest(
                "{description: 't', operations: [], expectEvents: [{client: 'c', events: [{commandEndedEvent: {}}]}]}");
    }

    @Test
    void refusesAKeyOrAWordThatIsNewerThanTheVersionOfTheFile() {
        String test = "tests: [{description: 't', operations: []}]";
        assertEquals(
                "file._yamlAnchors: came with schema version 1.1, and the file says that it is of 1.0",
                refused("{description: 'd', schemaVersion: '1.0', _yamlAnchors: {}, " + test + "}"));
        TestFile.read(BsonDocument.parse("{description: 'd', schemaVersion: '1.1', _yamlAnchors: {}, " + test + "}"));
        for (String newer : List.of(
                "runOnRequirements: [{topologies: ['load-balanced']}]",
                "runOnRequirements: [{auth: true}]",
                "createEntities: [{client: {id: 'c', observeEvents: ['poolReadyEvent']}}]",
                "createEntities: [{client: {id: 'c', observeSensitiveCommands: true}}]",
                "createEntities: [{thread: {id: 't'}}]",
                "initialData: [{databaseName: 'd', collectionName: 'c', documents: [], createOptions: {}}]")) {
            String message = refused("{description: 'd', schemaVersion: '1.2', " + newer + ", " + test + "}");
            assertTrue(message.contains("came with schema version"), message);
        }
        assertTrue(refusedTest(
                        "{description: 't', operations: [{name: 'n', object: 'o', expectError: {errorResponse: {}}}]}")
                .startsWith("file.tests[0].operations[0].expectError.errorResponse: came with schema version 1.12"));
        assertTrue(refusedTest("{description: 't', operations: [], expectEvents: [{client: 'c', events:"
                        + " [{commandFailedEvent: {databaseName: 'd'}}]}]}")
                .contains("came with schema version 1.15"));
        String old = "tests: [{description: 't', operations: [], expectEvents: [{client: 'c', events:"
                + " [{commandStartedEvent: {hasServiceId: true}}]}]}]";
        assertTrue(
                refused("{description: 'd', schemaVersion: '1.2', " + old + "}").contains("schema version 1.3"));
    }

    @Test
    void letsDocumentsOfTheCaseHoldWhatTheyLike() {
        TestFile.read(BsonDocument.parse("{description: 'd', schemaVersion: '1.0', initialData: [{databaseName: 'd',"
                + " collectionName: 'c', documents: [{_yamlAnchors: 1, createOptions: {}}]}], tests: [{description: 't',"
                + " operations: [{name: 'n', object: 'o', arguments: {expectError: {errorResponse: {}}}}]}]}"));
    }

    @Test
    void comparesVersionsByNumbersAndDropsWhatFollowsThePatch() {
        assertTrue(Version.of("4.0.10").compareTo(Version.of("4.0.9")) > 0);
        assertTrue(Version.of("3.6").compareTo(Version.of("4.2.0")) < 0);
        assertEquals(Version.of("4.9.0"), Version.of("4.9.0-alpha4-271-g7d5cf02"));
        assertEquals(Version.of("8.0"), Version.of("8.0.0"));
    }
}
