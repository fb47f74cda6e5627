package dev.weft.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The prose tests of the MongoDB Handshake specification that look at the {@code client} document. */
class ClientMetadataTest {
    private static final Map<String, String> AWS = Map.of(
            "AWS_EXECUTION_ENV",
            "AWS_Lambda_java8",
            "AWS_REGION",
            "us-east-2",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "1024");

    @Test
    void namesDriverSystemAndPlatformAndNothingElseByDefault() {
        BsonDocument client = client(plain());

        assertEquals(
                "{\"driver\": {\"name\": \"weft\", \"version\": \"" + DriverVersion.VALUE + "\"}, "
                        + "\"os\": {\"type\": \"Linux\", \"name\": \"Linux\", \"architecture\": \"amd64\", \"version\": \"6.1\"}, "
                        + "\"platform\": \"Java 25\"}",
                client.toJson());
    }

    @Test
    void tellsTheVersionTheBuildWrote() {
        assertTrue(DriverVersion.VALUE.matches("\\d+\\.\\d+.*"), DriverVersion.VALUE);
    }

    @Test
    void tellsTheApplicationsNameFirst() {
        BsonDocument client = document(new ClientMetadata("library", at(Map.of())));

        assertEquals("application", client.getFirstKey());
        assertEquals(
                new BsonString("library"), client.getDocument("application").get("name"));
    }

    @ParameterizedTest
    @CsvSource({"Mac OS X,Darwin", "Windows 11,Windows", "FreeBSD,BSD", "AIX,Unix", "Plan 9,unknown", "'',unknown"})
    void namesTheKindOfOperatingSystem(String name, String type) {
        Surroundings where = new Surroundings(Map.of(), name, "", "", "Java", false);

        assertEquals(new BsonString(type), client(where).getDocument("os").get("type"));
    }

    @Test
    void recognisesAwsLambda() {
        assertEquals(
                BsonDocument.parse("{name: 'aws.lambda', memory_mb: 1024, region: 'us-east-2'}"),
                client(at(AWS)).get("env"));
    }

    @Test
    void recognisesAzureFunctions() {
        assertEquals(
                BsonDocument.parse("{name: 'azure.func'}"),
                client(at(Map.of("FUNCTIONS_WORKER_RUNTIME", "node"))).get("env"));
    }

    @Test
    void recognisesGoogleCloudFunctions() {
        Map<String, String> variables = Map.of(
                "K_SERVICE", "servicename",
                "FUNCTION_MEMORY_MB", "1024",
                "FUNCTION_TIMEOUT_SEC", "60",
                "FUNCTION_REGION", "us-central1");

        assertEquals(
                BsonDocument.parse("{name: 'gcp.func', timeout_sec: 60, memory_mb: 1024, region: 'us-central1'}"),
                client(at(variables)).get("env"));
    }

    @Test
    void recognisesVercelAlsoWhereItRunsOnAws() {
        BsonDocument expected = BsonDocument.parse("{name: 'vercel', region: 'cdg1'}");

        assertEquals(
                expected,
                client(at(Map.of("VERCEL", "1", "VERCEL_REGION", "cdg1"))).get("env"));
        assertEquals(
                expected,
                client(at(Map.of("VERCEL", "1", "VERCEL_REGION", "cdg1", "AWS_LAMBDA_RUNTIME_API", "x")))
                        .get("env"));
    }

    @Test
    void tellsNoFunctionServiceWhenThereSeemToBeTwo() {
        Map<String, String> two = Map.of("AWS_EXECUTION_ENV", "AWS_Lambda_java8", "FUNCTIONS_WORKER_RUNTIME", "node");

        assertFalse(client(at(two)).containsKey("env"));
        assertFalse(new ClientMetadata("", at(two)).onFunctionService());
    }

    @Test
    void keepsOnlyTheNameOfTheServiceWhenAVariableIsTooLong() {
        Map<String, String> variables = Map.of("AWS_EXECUTION_ENV", "AWS_Lambda_java8", "AWS_REGION", "a".repeat(512));

        assertEquals(
                BsonDocument.parse("{name: 'aws.lambda'}"),
                client(at(variables)).get("env"));
    }

    @Test
    void leavesOutAVariableOfTheWrongType() {
        Map<String, String> variables =
                Map.of("AWS_EXECUTION_ENV", "AWS_Lambda_java8", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "big");

        assertEquals(
                BsonDocument.parse("{name: 'aws.lambda'}"),
                client(at(variables)).get("env"));
    }

    @Test
    void takesAnotherAwsServiceForNoFunction() {
        assertFalse(client(at(Map.of("AWS_EXECUTION_ENV", "EC2"))).containsKey("env"));
    }

    @Test
    void tellsContainerAndFunctionServiceTogether() {
        Map<String, String> variables = new HashMap<>(AWS);
        variables.put("KUBERNETES_SERVICE_HOST", "1");

        BsonDocument env = client(at(variables)).getDocument("env");

        assertEquals(new BsonString("aws.lambda"), env.get("name"));
        assertEquals(new BsonString("us-east-2"), env.get("region"));
        assertEquals(new BsonInt32(1024), env.get("memory_mb"));
        assertEquals(BsonDocument.parse("{orchestrator: 'kubernetes'}"), env.get("container"));
    }

    @Test
    void tellsDockerByItsFile() {
        Surroundings where = new Surroundings(Map.of(), "Linux", "amd64", "6.1", "Java 25", true);

        assertEquals(
                BsonDocument.parse("{container: {runtime: 'docker'}}"),
                client(where).get("env"));
    }

    @Test
    void leavesOutWhatMattersLeastInTheSpecifiedOrder() {
        Surroundings full = new Surroundings(
                Map.of("VERCEL", "1", "VERCEL_REGION", "cdg1"), "Linux of some sort", "amd64", "6.1", "Java 25", false);
        BsonDocument whole = client(full);
        int room = ClientMetadata.LIMIT - size(whole);
        assertEquals(whole.keySet(), shrunk(full, room).keySet());

        BsonDocument first = shrunk(full, room + 1);
        assertEquals(BsonDocument.parse("{name: 'vercel'}"), first.get("env"));
        assertEquals(whole.get("os"), first.get("os"));

        int saved = size(whole.getDocument("env")) - size(first.getDocument("env"));
        BsonDocument second = shrunk(full, room + saved + 1);
        assertEquals(BsonDocument.parse("{type: 'Linux'}"), second.get("os"));
        assertEquals(first.get("env"), second.get("env"));

        saved += size(whole.getDocument("os")) - size(second.getDocument("os"));
        BsonDocument third = shrunk(full, room + saved + 1);
        assertFalse(third.containsKey("env"));
        assertEquals(
                "Java 25".length() + room + saved + 1,
                third.getString("platform").getValue().length());

        BsonDocument fourth = shrunk(full, 600);
        assertEquals(ClientMetadata.LIMIT, size(fourth));
        assertTrue(fourth.getString("platform").getValue().startsWith("Java 25yyy"));
    }

    @Test
    void cutsThePlatformBetweenCharacters() {
        for (int length = 200; length < 204; length++) {
            Surroundings where = new Surroundings(Map.of(), "", "", "", "x".repeat(length) + "é".repeat(200), false);

            String platform = client(where).getString("platform").getValue();

            assertTrue(platform.matches("x+é+"), platform);
        }
    }

    @Test
    void fitsEvenWhenLibrariesHaveEndlessNames() {
        ClientMetadata metadata = new ClientMetadata("a".repeat(128), at(AWS));

        metadata.append("l".repeat(400), "1", "");

        assertTrue(metadata.document().length <= ClientMetadata.LIMIT);
        assertEquals(
                new BsonString("weft"), document(metadata).getDocument("driver").get("name"));
    }

    @ParameterizedTest
    @CsvSource({
        "framework,2.0,Framework Platform",
        "framework,2.0,''",
        "framework,'',Framework Platform",
        "framework,'',''",
    })
    void appendsTheWordsOfALibraryToThoseOfAnother(String name, String version, String platform) {
        ClientMetadata metadata = withLibrary();
        BsonDocument before = document(metadata);

        metadata.append(name, version, platform);

        BsonDocument after = document(metadata);
        assertEquals("library|" + name, appended(after.getDocument("driver"), "name"));
        assertEquals(version.isEmpty() ? "1.2" : "1.2|" + version, appended(after.getDocument("driver"), "version"));
        assertEquals(
                platform.isEmpty() ? "Library Platform" : "Library Platform|" + platform, appended(after, "platform"));
        assertEquals(before.get("os"), after.get("os"));
        assertEquals(before.keySet(), after.keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "framework,1.2,Library Platform",
        "library,2.0,Library Platform",
        "library,1.2,Framework Platform",
        "framework,2.0,Library Platform",
        "framework,1.2,Framework Platform",
        "library,2.0,Framework Platform",
    })
    void appendsALibraryThatDiffersInOneWord(String name, String version, String platform) {
        ClientMetadata metadata = withLibrary();

        metadata.append(name, version, platform);

        BsonDocument after = document(metadata);
        assertEquals("library|" + name, appended(after.getDocument("driver"), "name"));
        assertEquals("1.2|" + version, appended(after.getDocument("driver"), "version"));
        assertEquals("Library Platform|" + platform, appended(after, "platform"));
    }

    @Test
    void appendsTheSameLibraryOnce() {
        ClientMetadata metadata = withLibrary();
        BsonDocument once = document(metadata);

        metadata.append("library", "1.2", "Library Platform");
        assertEquals(once, document(metadata));

        metadata.append("framework", "2.0", "Framework Platform");
        BsonDocument both = document(metadata);
        metadata.append("library", "1.2", "Library Platform");
        metadata.append("framework", "2.0", "Framework Platform");
        assertEquals(both, document(metadata));
    }

    @Test
    void takesAnEmptyWordForNone() {
        ClientMetadata metadata = new ClientMetadata("", plain());
        metadata.append("library", "", "Library Platform");
        metadata.append("library", "1.2", "");
        BsonDocument before = document(metadata);

        metadata.append("library", "", "Library Platform");
        metadata.append("library", "1.2", "");

        assertEquals(before, document(metadata));
        assertEquals("1.2", appended(before.getDocument("driver"), "version"));
        assertEquals("Library Platform", appended(before, "platform"));
    }

    @Test
    void refusesTheDelimiterInAWord() {
        ClientMetadata metadata = new ClientMetadata("", plain());

        assertEquals(
                "'a|b' contains '|', which separates the names of libraries: use another character",
                assertThrows(IllegalArgumentException.class, () -> metadata.append("a|b", "", ""))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> metadata.append("a", "1|2", ""));
        assertThrows(IllegalArgumentException.class, () -> metadata.append("a", "", "|"));
        assertThrows(IllegalArgumentException.class, () -> metadata.append("", "", ""));
    }

    private static ClientMetadata withLibrary() {
        ClientMetadata metadata = new ClientMetadata("", plain());
        metadata.append("library", "1.2", "Library Platform");
        return metadata;
    }

    private static BsonDocument shrunk(Surroundings where, int more) {
        Surroundings longer = new Surroundings(
                where.variables(),
                where.operatingSystem(),
                where.architecture(),
                where.osVersion(),
                where.platform() + "y".repeat(more),
                where.docker());
        return client(longer);
    }

    private static int size(BsonDocument document) {
        return new RawBsonDocument(document, new BsonDocumentCodec())
                .getByteBuffer()
                .limit();
    }

    private static String appended(BsonDocument part, String field) {
        String words = part.getString(field).getValue();
        return words.substring(words.indexOf('|') + 1);
    }

    private static Surroundings plain() {
        return at(Map.of());
    }

    private static Surroundings at(Map<String, String> variables) {
        return new Surroundings(variables, "Linux", "amd64", "6.1", "Java 25", false);
    }

    private static BsonDocument client(Surroundings where) {
        return document(new ClientMetadata("", where));
    }

    private static BsonDocument document(ClientMetadata metadata) {
        return new RawBsonDocument(metadata.document()).decode(new BsonDocumentCodec());
    }
}
