package dev.weft.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Secret;
import dev.weft.error.BadConfigException;
import dev.weft.settings.Credential.Gssapi.Canonicalization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS and credentials: what turns them on, what wins, and what contradicts what. */
class SecuritySettingsTest {
    private static final Secret PASSWORD = Secret.of("lovelace");

    @ParameterizedTest
    @CsvSource({
        "mongodb://a, false",
        "mongodb://a/?tls=true, true",
        "mongodb://a/?ssl=true, true",
        "mongodb://a/?ssl=1, true",
        "mongodb://a/?tlsCAFile=ca.pem, true",
        "mongodb://a/?tlsInsecure=false, true",
        "mongodb://a/?tls=false&tlsCAFile=ca.pem, false",
        "mongodb://a/?tlsInsecure=maybe, false",
        "mongodb+srv://a.b.c, true",
        "mongodb+srv://a.b.c/?tls=false, false"
    })
    void tlsIsOnWhenAskedForOrImpliedAndNotRefused(String uri, boolean on) {
        assertEquals(on, ClientSettings.of(uri).tls().enabled());
    }

    @Test
    void aCopyKeepsTlsAsItWasAndAFormMayTurnItOn() {
        ClientSettings plain =
                ClientSettings.of("mongodb+srv://a.b.c/?tls=false").with(s -> s.appName("x"));
        assertFalse(plain.tls().enabled());
        assertTrue(
                plain.with(s -> s.tls(t -> t.caFile(Path.of("ca.pem")))).tls().enabled());
        assertTrue(
                ClientSettings.of("mongodb://a", s -> s.srvHost("a.b.c")).tls().enabled());
        assertFalse(ClientSettings.of("mongodb+srv://a.b.c", s -> s.tls(t -> t.enabled(false)))
                .tls()
                .enabled());
    }

    @Test
    void tlsWithoutTlsIsWarnedOf() {
        assertEquals(
                List.of("option tls is false, so the other options of TLS have no effect"),
                ClientSettings.of("mongodb://a/?tls=false&tlsCAFile=ca.pem").warnings());
    }

    @Test
    void whatRelaxesEverythingRelaxesBothParts() {
        TlsSettings tls = ClientSettings.of("mongodb://a/?tlsInsecure=true").tls();
        assertTrue(tls.allowInvalidCertificates() && tls.allowInvalidHostnames());
        assertEquals(
                tls,
                ClientSettings.of("mongodb://a", s -> s.tls(t -> t.insecure(true)))
                        .tls());
    }

    @Test
    void codeMayNotContradictItselfEither() {
        assertEquals(
                "tlsDisableOCSPEndpointCheck",
                refused("mongodb://a/?tlsInsecure=true", t -> t.disableOcspEndpointCheck(true)));
        assertEquals("tlsCRLFile", refused("mongodb://a/?tlsCRLFile=crl.pem", t -> t.allowInvalidCertificates(true)));
        assertEquals(
                "tlsCRLFile",
                refused("mongodb://a/?tlsCRLFile=crl.pem", t -> t.disableCertificateRevocationCheck(true)));
    }

    private static String refused(String uri, java.util.function.Consumer<TlsSettings.Builder> changes) {
        return assertThrows(BadConfigException.class, () -> ClientSettings.of(uri, s -> s.tls(changes)))
                .option();
    }

    @Test
    void aCredentialHasNoEmptyName() {
        Map.<String, Executable>of(
                        "user and password", () -> Credential.scram("", PASSWORD),
                        "authSource", () -> new Credential.Scram("ada", PASSWORD, "", Optional.empty()),
                        "authMechanismProperties",
                                () -> new Credential.Gssapi(
                                        "ada",
                                        Optional.empty(),
                                        "",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Canonicalization.NONE))
                .forEach((option, make) -> assertEquals(
                        option, assertThrows(BadConfigException.class, make).option()));
    }

    /** The @ asks for authentication, with a user that then is missing (Authentication, "Credential delimiter in URI implies authentication"). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?authMechanism=SCRAM-SHA-256",
                "?authMechanism=PLAIN",
                "?authMechanism=GSSAPI",
                "?authMechanism=MONGODB-X509",
                "?authMechanism=MONGODB-AWS",
                "?authMechanism=MONGODB-OIDC&authMechanismProperties=ENVIRONMENT:azure,TOKEN_RESOURCE:r"
            })
    void aStringWithAnEmptyUserIsRefusedWhateverTheMechanism(String options) {
        for (String user : List.of("@", ":@", ":lovelace@")) {
            var refused = assertThrows(
                    BadConfigException.class, () -> ClientSettings.of("mongodb://" + user + "a/" + options));
            assertEquals(
                    "connection string: the user name before @ is empty: give one, or leave the @ out",
                    refused.getMessage());
        }
    }

    /** Such a string would be what these turn into, so they can't be made. */
    @Test
    void anEmptyUserIsNoneEvenWhereAUserMayBeLeftOut() {
        var environment = new Credential.Oidc.Environment.Azure("r");
        for (Executable make : List.<Executable>of(
                () -> new Credential.X509(Optional.of("")),
                () -> new Credential.Oidc(Optional.of(""), environment),
                () -> Credential.plain("", PASSWORD),
                () -> Credential.gssapi(""))) {
            assertEquals(
                    "user and password",
                    assertThrows(BadConfigException.class, make).option());
        }
        for (Credential without : List.of(Credential.x509(), Credential.oidc(environment))) {
            var settings = ClientSettings.of("mongodb://a", s -> s.credential(without));
            assertFalse(settings.toUri().contains("@"), settings::toUri);
            assertEquals(
                    Optional.of(without), ClientSettings.of(settings.toUri()).credential());
        }
    }

    @Test
    void theFormsCredentialReplacesOneThatWouldBeIncomplete() {
        Credential.Scram ada = Credential.scram("ada", PASSWORD);
        for (String uri : List.of(
                "mongodb://bob@a",
                "mongodb://bob:x@a/shop",
                "mongodb://a/?authMechanism=MONGODB-OIDC",
                "mongodb://a")) {
            assertEquals(
                    Optional.of(ada),
                    ClientSettings.of(uri, s -> s.credential(ada)).credential());
        }
    }

    @Test
    void theDatabaseOfTheStringIsTheUsersAndThatOfTheFormIsNot() {
        ClientSettings settings = ClientSettings.of("mongodb://ada:lovelace@a/shop", s -> s.database("other"));
        assertEquals("shop", settings.credential().orElseThrow().source());
        assertEquals(Optional.of("other"), settings.database());
        assertEquals("mongodb://ada:***@a:27017/other?authSource=shop", settings.toUri());
    }

    @Test
    void neitherADatabaseNorASourceAsksForAuthentication() {
        assertEquals(
                Optional.empty(),
                ClientSettings.of("mongodb://a/shop?authSource=x").credential());
        ClientSettings lonely = ClientSettings.of("mongodb://a/?authMechanismProperties=SERVICE_NAME:x");
        assertEquals(Optional.empty(), lonely.credential());
        assertEquals(1, lonely.warnings().size());
    }

    @Test
    void namesOfPropertiesIgnoreCaseAndTheOldOptionIsOneOfThem() {
        var expected = new Credential.Gssapi(
                "ada",
                Optional.empty(),
                "other",
                Optional.empty(),
                Optional.empty(),
                Canonicalization.FORWARD_AND_REVERSE);
        assertEquals(
                Optional.of(expected),
                ClientSettings.of("mongodb://ada@a/?authMechanism=GSSAPI"
                                + "&authMechanismProperties=service_name:other,Canonicalize_Host_Name:true")
                        .credential());
        ClientSettings old = ClientSettings.of("mongodb://ada@a/?authMechanism=GSSAPI&gssapiServiceName=other");
        assertEquals("other", ((Credential.Gssapi) old.credential().orElseThrow()).serviceName());
        assertEquals(1, old.warnings().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "mongodb://ada:x@a/?authMechanism=SCRAM-SHA-512 authMechanism",
                "mongodb://ada:x@a/?authMechanismProperties=SERVICE_NAME:x authMechanismProperties",
                "mongodb://ada@a 'user and password'",
                "mongodb://a/?authMechanism=PLAIN 'user and password'",
                "mongodb://ada@a/?authMechanism=PLAIN 'user and password'",
                "mongodb://a/?authMechanism=MONGODB-X509&authSource=admin authSource",
                "mongodb://ada:x@a/?authMechanism=PLAIN&authMechanismProperties=x:y authMechanismProperties",
                "mongodb://a/?authMechanism=MONGODB-X509&authMechanismProperties=x:y authMechanismProperties",
                "mongodb://a/?authMechanism=MONGODB-OIDC&authMechanismProperties=ENVIRONMENT:k8s,TOKEN_RESOURCE:x"
                        + " authMechanismProperties",
                "mongodb://a/?authMechanism=MONGODB-OIDC&authMechanismProperties=ALLOWED_HOSTS:x authMechanismProperties"
            })
    void whatAMechanismDoesNotTakeIsRefusedByName(String uri, String option) {
        assertEquals(
                option,
                assertThrows(BadConfigException.class, () -> ClientSettings.of(uri))
                        .option());
    }

    @Test
    void codeCannotMakeACredentialWithoutAName() {
        assertThrows(BadConfigException.class, () -> Credential.scram("", PASSWORD));
        assertThrows(
                BadConfigException.class,
                () -> Credential.scram("ada", PASSWORD).source(""));
        assertThrows(BadConfigException.class, () -> Credential.plain("", PASSWORD));
        assertThrows(BadConfigException.class, () -> Credential.gssapi(""));
        assertThrows(
                BadConfigException.class,
                () -> new Credential.Oidc(Optional.of("ada"), new Credential.Oidc.Environment.Test()));
    }
}
