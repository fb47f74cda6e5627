package dev.weft.testbed;

import java.util.Locale;
import java.util.Set;

/** The servers that tests can run on. */
public enum ServerKind {
    /** What {@code WEFT_URI} or {@code -Dweft.uri} names: taken to be a MongoDB server of 5.0 or newer. */
    EXTERNAL,

    /** {@link EmbeddedServer}: in this process, always at hand. */
    EMBEDDED,

    /** {@link EngineServer}: MongoDB's own engine, where node and npm are at hand. */
    ENGINE,

    /** {@link FerretServer}: FerretDB 1.24 on SQLite, where Go is at hand. */
    FERRET;

    /** What tests can expect of it. */
    public Set<Capability> capabilities() {
        return switch (this) {
            case EXTERNAL ->
                Set.of(
                        Capability.REAL_SEMANTICS,
                        Capability.SESSIONS,
                        Capability.STABLE_API,
                        Capability.STREAMING_HELLO);
            case EMBEDDED ->
                Set.of(Capability.OBSERVABLE, Capability.SESSIONS, Capability.STABLE_API, Capability.STREAMING_HELLO);
            case ENGINE -> Set.of(Capability.REAL_SEMANTICS, Capability.SESSIONS);
            case FERRET -> Set.of(Capability.AUTHENTICATION);
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
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
