package dev.weft.unified.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.unified.file.EntitySpec;
import dev.weft.unified.file.MalformedFileException;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** What a client of a case connects to ("useMultipleMongoses", "uriOptions"). */
class ClientUriTest {
    private static final String ROUTERS = "mongodb://one:1,two:2/";
    private static final String SET = "mongodb://one:1,two:2/?replicaSet=rs";

    private static EntitySpec.Client client(String fields) {
        return (EntitySpec.Client) EntitySpec.read("c", BsonDocument.parse("{client: {id: 'c'" + fields + "}}"));
    }

    private static String uri(String deployment, boolean sharded, String fields) {
        return new ClientUri(deployment, false, sharded).of(client(fields));
    }

    @Test
    void aClientKnowsOneRouterOrSeveralAsItIsTold() {
        assertEquals("mongodb://one:1,two:2/?", uri(ROUTERS, true, ""));
        assertEquals("mongodb://one:1,two:2/?", uri(ROUTERS, true, ", useMultipleMongoses: true"));
        assertEquals("mongodb://one:1/?", uri(ROUTERS, true, ", useMultipleMongoses: false"));
    }

    @Test
    void aDeploymentOfOneRouterIsNotEnoughForAClientThatMustKnowSeveral() {
        assertThrows(MalformedFileException.class, () -> uri("mongodb://one:1/", true, ", useMultipleMongoses: true"));
    }

    @Test
    void membersOfASetAreNotRouters() {
        for (String several : List.of("true", "false")) {
            assertEquals("mongodb://one:1,two:2/?replicaSet=rs", uri(SET, false, ", useMultipleMongoses: " + several));
        }
        assertEquals(
                "mongodb://one:1/?directConnection=true", uri(SET, false, ", uriOptions: {directConnection: true}"));
    }

    @Test
    void eachHostHasAConnectionStringWithTheCredentialsAndOptionsOfAll() {
        assertEquals(List.of("mongodb://one:1/", "mongodb://two:2/"), ClientUri.ofEachHost(ROUTERS));
        assertEquals(List.of("mongodb://one:1/"), ClientUri.ofEachHost("mongodb://one:1"));
        assertEquals(
                List.of("mongodb://u:p@one:1/db?authSource=admin", "mongodb://u:p@two/db?authSource=admin"),
                ClientUri.ofEachHost("mongodb://u:p@one:1,two/db?authSource=admin"));
    }
}
