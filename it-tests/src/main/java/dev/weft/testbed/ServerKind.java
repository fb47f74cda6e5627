package dev.weft.testbed;

import java.util.Locale;
import java.util.Set;

/** The servers that tests can run on. */
public enum ServerKind {
    /** What {@code WEFT_URI} or {@code -Dweft.uri} names. */
    EXTERNAL,

    /** {@link EmbeddedServer}: in this process, always at hand. */
    EMBEDDED,

    /** {@link EngineServer}: MongoDB's own engine, where node and npm are at hand. */
    ENGINE,

    /** {@link FerretServer}: FerretDB 1.24 on SQLite, where Go is at hand; clients have to log in. */
    FERRET,

    /** The same, but nobody has to log in. */
    FERRET_OPEN;

    /** What tests can expect of it. Of an external server nothing is known before it is asked. */
    public Set<Capability> capabilities() {
        return switch (this) {
            case EXTERNAL -> Set.of();
            case EMBEDDED ->
                Set.of(
                        Capability.PLAIN,
                        Capability.OBSERVABLE,
                        Capability.SESSIONS,
                        Capability.SINCE_4_4,
                        Capability.STABLE_API,
                        Capability.STREAMING_HELLO);
            case ENGINE ->
                Set.of(
                        Capability.PLAIN,
                        Capability.REAL_SEMANTICS,
                        Capability.SESSIONS,
                        Capability.SINCE_4_4,
                        Capability.SINCE_5_0,
                        Capability.STABLE_API);
            case FERRET -> Set.of(Capability.AUTHENTICATION, Capability.SESSIONS);
            case FERRET_OPEN -> Set.of(Capability.PLAIN, Capability.SESSIONS);
        };
    }

    /**
     * Starts a server of this kind.
     *
     * @throws ServerUnavailableException if what it needs is not on this machine
     */
    public TestServer start() {
        return switch (this) {
            case EXTERNAL -> ExternalServer.connect();
            case EMBEDDED -> EmbeddedServer.start();
            case ENGINE -> EngineServer.start();
            case FERRET -> FerretServer.start();
            case FERRET_OPEN -> FerretServer.startOpen();
        };
    }

    /** As {@code -Dweft.servers} lists it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
