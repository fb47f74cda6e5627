package dev.weft.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Secret;
import dev.weft.error.BadConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a password is most often that it was not encoded; no message may repeat any part of one. */
class NoSecretIsShownTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://ada:s3c/r3t@host",
                "mongodb://ada:s3c/r3t@host/shop?w=1",
                "mongodb://ada:12/s3cr3t@host",
                "mongodb://ada:s3c?r3t@host",
                "mongodb://ada:s3c?r3t=%s3c@host",
                "mongodb://ada:s3c:r3t@host",
                "mongodb://ada:s3c@r3t@host",
                "mongodb://ada:s3c%r3t@host",
                "mongodb://ada:s3c#r3t",
                "mongodb://ada:s3cr3t",
                "mongodb://ada:s3cr3t@",
                "mongodb://ada:s3cr3t@host:r3t@other",
                "mongodb://[ada:s3cr3t",
                "mongodb://host/?tlsCertificateKeyFilePassword=s3c&r3t",
                "mongodb://ada:s3cr3t@host/?authMechanism=MONGODB-X509",
                "mongodb://ada:s3cr3t@host/?authMechanism=MONGODB-AWS",
                "mongodb://ada:s3cr3t@host/?authMechanism=OTHER",
                "mongodb://ada:s3cr3t@host/?authMechanismProperties=s3c:r3t",
                "mongodb://host/?authMechanism=MONGODB-AWS&authMechanismProperties=AWS_SESSION_TOKEN:s3cr3t",
                "mongodb://host/?authMechanism=MONGODB-AWS&authMechanismProperties=AWS_SESSION_TOKEN:s3c,r3t:x",
                "mongodb://host/?authMechanism=MONGODB-OIDC&authMechanismProperties=s3cr3t",
                "mongodb://host/?proxyPassword=s3cr3t",
                "mongodb://host/?proxyHost=p&proxyUsername=u&proxyPassword=s3c&proxyPassword=r3t"
            })
    void noErrorRepeatsAPartOfAPassword(String uri) {
        BadConfigException refused = assertThrows(BadConfigException.class, () -> ClientSettings.of(uri));
        for (Throwable each = refused; each != null; each = each.getCause()) {
            hides(String.valueOf(each.getMessage()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://host/?authMechanismProperties=s3cr3t",
                "mongodb://host/?authMechanismProperties=s3cr3t:x,r3t",
                "mongodb://host/?tlsCertificateKeyFilePassword=s3c&tlsCertificateKeyFilePassword=r3t",
                "mongodb://ada:s3cr3t@host/?proxyHost=p&proxyUsername=u&proxyPassword=s3cr3t&foo=1"
            })
    void noWarningAndNoPrintRepeatsAPartOfAPassword(String uri) {
        ClientSettings settings = ClientSettings.of(uri);
        assertFalse(settings.warnings().isEmpty() && !uri.contains("foo"));
        hides(settings.toString());
        hides(settings.warnings().toString());
        hides(MongoUri.parse(uri).toString());
    }

    @Test
    void theRecordsPrintWithoutTheirSecrets() {
        Secret password = Secret.of("s3cr3t");
        ClientSettings settings = ClientSettings.of(
                "mongodb://host",
                s -> s.credential(Credential.scram("ada", password))
                        .tls(t -> t.certificateKeyFilePassword(password))
                        .proxy(p -> p.host("p").username("u").password(password)));
        hides(settings.toString());
        hides(settings.credential().toString());
        hides(settings.tls().toString());
        hides(settings.proxy().toString());
        hides(Credential.plain("ada", password).toString());
        hides(settings.toUriWithSecrets().toString());
        assertEquals(
                "mongodb://ada:***@host:27017/?proxyHost=p&proxyPassword=***&proxyUsername=u&tls=true"
                        + "&tlsCertificateKeyFilePassword=***",
                settings.toUri());
    }

    @Test
    void theErrorSaysWhatToDoInstead() {
        String message = assertThrows(BadConfigException.class, () -> ClientSettings.of("mongodb://ada:s3c/r3t@host"))
                .getMessage();
        List.of("%40", "%3A", "%2F", "%3F", "%25").forEach(code -> assertTrue(message.contains(code), message));
    }

    private static void hides(String text) {
        assertFalse(text.contains("s3c") || text.contains("r3t"), text);
    }
}
