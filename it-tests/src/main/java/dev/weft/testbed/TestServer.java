package dev.weft.testbed;

/** A running server that tests connect to, whatever it is made of. */
public sealed interface TestServer extends AutoCloseable
        permits EmbeddedServer, EngineServer, FerretServer, ExternalServer {
    /** What it is, and so what it can do. */
    ServerKind kind();

    /** A connection string that reaches it, with the credentials it needs. */
    String uri();

    /** Ends it, if it was started here. */
    @Override
    void close();
}
