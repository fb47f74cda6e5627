package dev.weft.testbed.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testbed.Capability;
import dev.weft.testbed.EmbeddedServer;
import dev.weft.testbed.ServerKind;
import dev.weft.testbed.ServerProfile;
import dev.weft.testbed.TestServer;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a named server can do follows from what it says of itself, never from what we hope. */
class ExternalAbilitiesTest {
    private static Set<Capability> versionDependent(Set<Capability> all) {
        var some = EnumSet.copyOf(all);
        some.retainAll(
                Set.of(Capability.SINCE_4_4, Capability.SINCE_5_0, Capability.STABLE_API, Capability.STREAMING_HELLO));
        return some;
    }

    /** The official driver, by which named servers are asked, knows none older than 4.2. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"V3_6", "V4_0"})
    void growWithTheVersionOfTheServer(ServerProfile profile) {
        try (var server = EmbeddedServer.builder().profile(profile).start()) {
            var can = ExternalAbilities.of(server.uri());
            assertTrue(can.containsAll(Set.of(Capability.PLAIN, Capability.SESSIONS, Capability.REAL_SEMANTICS)));
            var expected = EnumSet.noneOf(Capability.class);
            if (profile.compareTo(ServerProfile.V4_4) >= 0) {
                expected.addAll(Set.of(Capability.SINCE_4_4, Capability.STREAMING_HELLO));
            }
            if (profile.compareTo(ServerProfile.V5_0) >= 0) {
                expected.addAll(Set.of(Capability.SINCE_5_0, Capability.STABLE_API));
            }
            assertEquals(expected, versionDependent(can));
        }
    }

    @Test
    void aServerWithCompressionIsMoreThanPlain() {
        try (var server = EmbeddedServer.start()) {
            var can = ExternalAbilities.of(server.uri() + "?compressors=zlib");
            assertEquals(
                    EnumSet.complementOf(
                            EnumSet.of(Capability.PLAIN, Capability.OBSERVABLE, Capability.AUTHENTICATION)),
                    can);
        }
    }

    @EachServer({ServerKind.FERRET, ServerKind.FERRET_OPEN})
    void aServerOfAnotherMakeIsKnownByItsOwnWord(TestServer server) {
        assertEquals(server.kind().capabilities(), ExternalAbilities.of(server.uri()));
    }

    @EachServer(ServerKind.ENGINE)
    void theEngineIsAsTheTableOfKindsSays(TestServer server) {
        assertEquals(server.kind().capabilities(), ExternalAbilities.of(server.uri()));
    }
}
