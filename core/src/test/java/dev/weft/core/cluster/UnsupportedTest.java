package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.error.BadConfigException;
import dev.weft.settings.ClientSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsupportedTest {
    @ParameterizedTest
    @CsvSource({
        "mongodb+srv://cluster.example.net, tls",
        "mongodb://ada:lovelace@a, user and password",
        "mongodb://a/?authMechanism=MONGODB-X509, authMechanism",
        "mongodb://a/?tls=true, tls",
        "mongodb://a/?ssl=true, tls",
        "mongodb://a/?tlsInsecure=false, tls",
        "mongodb://a/?compressors=zlib, compressors",
        "mongodb://a/?loadBalanced=true, loadBalanced",
        "mongodb://a/?proxyHost=p, proxyHost"
    })
    void whatCannotBeHonouredIsReadAndRefusedByNameWhenAClientIsOpened(String uri, String option) {
        ClientSettings settings = ClientSettings.of(uri);
        BadConfigException refused = assertThrows(BadConfigException.class, () -> Cluster.open(settings));
        assertEquals(option, refused.option());
        assertTrue(refused.getMessage().contains("this version of Weft cannot do"), refused::getMessage);
        assertFalse(refused.getMessage().contains("lovelace"), refused::getMessage);
    }

    @Test
    void sayingNoToAllOfThatIsFine() {
        Unsupported.refuse(
                ClientSettings.of(
                        "mongodb://a/shop?tls=false&loadBalanced=false&zlibCompressionLevel=9&authSource=admin&maxAdaptiveRetries=0"));
    }
}
