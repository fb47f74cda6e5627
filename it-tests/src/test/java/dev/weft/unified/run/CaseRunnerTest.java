package dev.weft.unified.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testbed.EmbeddedServer;
import dev.weft.testbed.ServerProfile;
import dev.weft.unified.file.TestFile;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The runner judged by cases of our own: what is right passes, and whatever is wrong in a case makes it fail. */
class CaseRunnerTest {
    private static EmbeddedServer server;
    private static CaseRunner runner;

    @BeforeAll
    static void start() {
        server = EmbeddedServer.builder().profile(ServerProfile.V8_0).start();
        runner = CaseRunner.connect(server.uri());
    }

    @AfterAll
    static void end() {
        runner.close();
        server.close();
    }

    private static Verdict run(String test) {
        return run("", test);
    }

    private static Verdict run(String more, String test) {
        TestFile file = TestFile.read(BsonDocument.parse("""
                {description: 'own', schemaVersion: '1.28', createEntities: [
                   {client: {id: 'c0', observeEvents: ['commandStartedEvent', 'commandSucceededEvent', 'connectionCheckedOutEvent']}},
                   {database: {id: 'd0', client: 'c0', databaseName: 'own'}},
                   {collection: {id: 'x0', database: 'd0', collectionName: 'x'}},
                   {session: {id: 's0', client: 'c0'}}, {thread: {id: 't0'}}%s],
                 initialData: [{databaseName: 'own', collectionName: 'x', documents: [{_id: 1, a: 1}, {_id: 2, a: 2}]}],
                 tests: [{description: 'one', %s}]}""".formatted(more, test)));
        return runner.run(file, file.tests().getFirst());
    }

    private static void passes(String test) {
        assertEquals(new Verdict.Passed(), run(test));
    }

    private static void fails(String reason, String test) {
        Verdict.Failed failed = assertInstanceOf(Verdict.Failed.class, run(test), test);
        assertTrue(failed.reason().contains(reason), failed.reason());
    }

    private static final String FIND = "{name: 'find', object: 'x0', arguments: {filter: {_id: 1}}";

    @Test
    void aCaseWhoseExpectationsAllHoldPasses() {
        passes("operations: [" + FIND + ", expectResult: [{_id: 1, a: 1}]}],"
                + "expectEvents: [{client: 'c0', events: [{commandStartedEvent: {commandName: 'find', command: {find: 'x'}}},"
                + "{commandSucceededEvent: {commandName: 'find'}}]}],"
                + "outcome: [{databaseName: 'own', collectionName: 'x', documents: [{_id: 1, a: 1}, {_id: 2, a: 2}]}]");
    }

    @Test
    void aWrongResultMakesACaseFail() {
        fails("expectResult[0].a: is 1, expected 3", "operations: [" + FIND + ", expectResult: [{_id: 1, a: 3}]}]");
        fails("has 1 elements, expected 0", "operations: [" + FIND + ", expectResult: []}]");
    }

    @Test
    void aWrongEventAMissingOneAndOneTooManyMakeACaseFail() {
        fails("command.find", events("{commandStartedEvent: {command: {find: 'y'}}}, {commandSucceededEvent: {}}"));
        fails("is a commandSucceededEvent", events("{commandStartedEvent: {}}, {commandStartedEvent: {}}"));
        fails(
                "2 events, expected 3",
                events("{commandStartedEvent: {}}, {commandSucceededEvent: {}}, {commandStartedEvent: {}}"));
        fails("2 events, expected 1", events("{commandStartedEvent: {}}"));
        fails("2 events, expected 0", events(""));
    }

    private static String events(String expected) {
        return "operations: [" + FIND + "}], expectEvents: [{client: 'c0', events: [" + expected + "]}]";
    }

    @Test
    void extraEventsAreAllowedWhenTheCaseSaysSo() {
        passes("operations: [" + FIND
                + "}], expectEvents: [{client: 'c0', ignoreExtraEvents: true, events: [{commandStartedEvent: {}}]}]");
    }

    @Test
    void aWrongOutcomeMakesACaseFail() {
        fails(
                "outcome of x",
                "operations: [], outcome: [{databaseName: 'own', collectionName: 'x', documents: [{_id: 1, a: 1}]}]");
        // Here a long is not an int: outcomes match exactly.
        fails(
                "outcome of x[1]",
                "operations: [], outcome: [{databaseName: 'own', collectionName: 'x', documents: [{_id: 1, a: 1},"
                        + " {_id: 2, a: {$numberLong: '2'}}]}]");
    }

    @Test
    void anErrorThatNobodyExpectsAndAnExpectedOneThatDoesNotComeMakeACaseFail() {
        fails("failed with DuplicateKeyException", "operations: [" + INSERT_TWICE + "}]");
        fails("succeeded, expected an error", "operations: [" + FIND + ", expectError: {isError: true}}]");
    }

    private static final String INSERT_TWICE = "{name: 'insertOne', object: 'x0', arguments: {document: {_id: 1}}";

    @Test
    void everyFormOfExpectedErrorCanHoldAndCanFail() {
        passes(
                "operations: [" + INSERT_TWICE
                        + ", expectError: {isClientError: false, isTimeoutError: false, errorCode: 11000,"
                        + " errorCodeName: 'duplicatekey', errorContains: 'DUPLICATE', errorLabelsOmit: ['RetryableWriteError']}}]");
        fails("isClientError", error("isClientError: true"));
        fails("isTimeoutError", error("isTimeoutError: true"));
        fails("errorCode", error("errorCode: 11001"));
        fails("errorCodeName", error("errorCodeName: 'BadValue'"));
        fails("errorContains", error("errorContains: 'something else'"));
        fails("errorLabelsContain", error("errorLabelsContain: ['RetryableWriteError']"));
        fails("errorResponse.code", error("errorResponse: {code: 5}"));
        fails("expectResult", error("expectResult: {insertedCount: 1}"));
        fails("writeErrors: are at []", error("writeErrors: {'0': {code: 11000}}"));
    }

    private static final String BULK_TWICE = "{name: 'bulkWrite', object: 'x0', arguments: {requests:"
            + " [{insertOne: {document: {_id: 77}}}, {insertOne: {document: {_id: 1}}}]}";

    @Test
    void theErrorsOfABulkWriteHaveToBeTheExpectedOnesAndNoOthers() {
        passes("operations: [" + BULK_TWICE + ", expectError: {writeErrors: {'1': {code: 11000}}}}]");
        fails("writeErrors.1.code", bulkError("writeErrors: {'1': {code: 1}}"));
        fails("writeErrors: are at [1]", bulkError("writeErrors: {'0': {code: 11000}}"));
        fails("writeConcernErrors: are at []", bulkError("writeConcernErrors: [{code: 64}]"));
    }

    private static String bulkError(String expected) {
        return "operations: [" + BULK_TWICE + ", expectError: {" + expected + "}}]";
    }

    private static String error(String expected) {
        return "operations: [" + INSERT_TWICE + ", expectError: {" + expected + "}}]";
    }

    @Test
    void anUnknownOperationArgumentOrEntityFailsAndNothingCanExpectIt() {
        fails(
                "findSome is no operation of a collection",
                "operations: [{name: 'findSome', object: 'x0', expectError: {isError: true}}]");
        fails(
                "argument filtr is unknown",
                "operations: [{name: 'find', object: 'x0', arguments: {filtr: {}}, ignoreResultAndError: true}]");
        fails(
                "there is no entity y0",
                "operations: [{name: 'find', object: 'y0', arguments: {filter: {}}, expectError: {isError: true}}]");
        fails("is no operation of a testRunner", "operations: [{name: 'assertPeace', object: 'testRunner'}]");
    }

    @Test
    void whatTheDriverLacksIsNotOfferedAndNothingCanExpectIt() {
        assertEquals(
                new Verdict.NotOffered("change streams"),
                run(
                        "operations: [{name: 'createChangeStream', object: 'x0', arguments: {pipeline: []}, expectError: {isError: true}}]"));
        assertEquals(
                new Verdict.NotOffered("explicit sessions"),
                run(
                        "operations: [{name: 'find', object: 'x0', arguments: {filter: {}, session: 's0'}, ignoreResultAndError: true}]"));
        assertEquals(
                new Verdict.NotOffered("log messages"),
                run("operations: [], expectLogMessages: [{client: 'c0', messages: []}]"));
        assertEquals(
                new Verdict.NotOffered("tracing"),
                run("operations: [], expectTracingMessages: [{client: 'c0', spans: [{name: 'n', attributes: {}}]}]"));
        assertEquals(
                new Verdict.NotOffered("load balancers"),
                run(", {client: {id: 'c1', uriOptions: {loadBalanced: true}}}", "operations: []"));
    }

    @Test
    void aCaseForAnotherDeploymentIsNotRunAndSaysWhatItNeeds() {
        assertEquals(
                new Verdict.NotRun("needs replicaset or sharded"),
                run("runOnRequirements: [{topologies: ['replicaset', 'sharded']}], operations: []"));
        assertEquals(
                new Verdict.NotRun("needs a server from 9.0 on, or a server up to 4.2"),
                run("runOnRequirements: [{minServerVersion: '9.0'}, {maxServerVersion: '4.2'}], operations: []"));
        assertEquals(
                new Verdict.NotRun("needs authentication"), run("runOnRequirements: [{auth: true}], operations: []"));
        assertEquals(
                new Verdict.NotRun("skipped by the specification"), run("skipReason: 'DRIVERS-1', operations: []"));
        passes("runOnRequirements: [{minServerVersion: '9.0'}, {topologies: ['single'], auth: false}], operations: []");
    }

    @Test
    void whatAThreadDoesIsPartOfTheCase() {
        String wrong = FIND + ", expectResult: []}";
        String right = FIND + ", expectResult: [{_id: 1, a: 1}]}";
        passes(onThread(right));
        fails("has 1 elements, expected 0", onThread(wrong));
    }

    private static String onThread(String operation) {
        return "operations: [{name: 'runOnThread', object: 'testRunner', arguments: {thread: 't0', operation: "
                + operation + "}}, {name: 'waitForThread', object: 'testRunner', arguments: {thread: 't0'}}]";
    }

    @Test
    void countsAndAwaitsEventsThatWerePublishedBefore() {
        String counted =
                "object: 'testRunner', arguments: {client: 'c0', event: {commandStartedEvent: {commandName: 'find'}}, count: ";
        passes("operations: [" + FIND + "}, {name: 'waitForEvent', " + counted + "1}}, {name: 'assertEventCount', "
                + counted + "1}}]");
        fails(
                "1 events commandStartedEvent",
                "operations: [" + FIND + "}, {name: 'assertEventCount', " + counted + "2}}]");
    }

    @Test
    void cursorsAreOpenedAtOnceAndIteratedStepByStep() {
        String next = "{name: 'iterateUntilDocumentOrError', object: 'k0', expectResult: ";
        passes(
                "operations: [{name: 'createFindCursor', object: 'x0', arguments: {filter: {}, batchSize: 1, sort: {_id: 1}}, saveResultAsEntity: 'k0'},"
                        + next + "{_id: 1}}, " + next
                        + "{_id: 2}}, {name: 'iterateOnce', object: 'k0'}, {name: 'close', object: 'k0'}]");
    }

    @Test
    void savedResultsCanBeReferredToAndNamesAreUnique() {
        passes(
                "operations: [{name: 'findOne', object: 'x0', arguments: {filter: {_id: 2}}, saveResultAsEntity: 'r0'},"
                        + "{name: 'findOne', object: 'x0', arguments: {filter: {_id: 2}}, expectResult: {$$matchesEntity: 'r0'}}]");
        fails(
                "the name x0 is taken",
                "operations: [{name: 'findOne', object: 'x0', arguments: {filter: {_id: 2}}, saveResultAsEntity: 'x0'}]");
        fails(
                "is a collection and no client",
                "operations: [{name: 'assertNumberConnectionsCheckedOut', object: 'testRunner', arguments: {client: 'x0', connections: 0}}]");
    }
}
