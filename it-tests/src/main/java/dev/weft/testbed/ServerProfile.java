package dev.weft.testbed;

import dev.weft.testbed.command.Node;

/** A version of the server as far as a driver can tell: by its handshake, its commands and what it refuses. */
public enum ServerProfile {
    V3_6("3.6.23", 6),
    V4_0("4.0.28", 7),
    V4_2("4.2.25", 8),
    V4_4("4.4.29", 9),
    V5_0("5.0.31", 13),
    V6_0("6.0.20", 17),
    V7_0("7.0.16", 21),
    V8_0("8.0.4", 25),
    V8_2("8.2.1", 27);

    private final String version;
    private final int wireVersion;

    ServerProfile(String version, int wireVersion) {
        this.version = version;
        this.wireVersion = wireVersion;
    }

    /** As {@code buildInfo} says it. */
    public String version() {
        return version;
    }

    /** The {@code maxWireVersion} of the handshake. */
    public int wireVersion() {
        return wireVersion;
    }

    /** Streaming hello came with 4.4 (SDAM monitoring specification, "Streaming protocol"). */
    public boolean hasTopologyVersion() {
        return compareTo(V4_4) >= 0;
    }

    /** The Stable API came with 5.0 (versioned-api specification). */
    public boolean hasStableApi() {
        return compareTo(V5_0) >= 0;
    }

    /** A router or a member of a set that is to end tells so in hello for a while since 5.0 (SERVER-9013; server manual, "shutdown"). */
    public boolean hasQuiesceMode() {
        return compareTo(V5_0) >= 0;
    }

    Node.Build build() {
        return new Node.Build(version, wireVersion);
    }
}
