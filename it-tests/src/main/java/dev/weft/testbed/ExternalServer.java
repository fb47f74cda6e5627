package dev.weft.testbed;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A server that runs already, named by {@code -Dweft.uri} or by {@code WEFT_URI} in the environment. */
public record ExternalServer(String uri) implements TestServer {
    /** The server that was named. */
    static ExternalServer connect() {
        return named().map(ExternalServer::new)
                .orElseThrow(() -> new ServerUnavailableException("neither WEFT_URI nor -Dweft.uri names a server"));
    }

    /** The connection string that was named, if one was. */
    public static Optional<String> named() {
        return Stream.of(System.getProperty("weft.uri", ""), Objects.requireNonNullElse(System.getenv("WEFT_URI"), ""))
                .filter(uri -> !uri.isBlank())
                .findFirst();
    }

    @Override
    public ServerKind kind() {
        return ServerKind.EXTERNAL;
    }

    @Override
    public String toString() {
        // The connection string may hold a password.
        return "the server that WEFT_URI names";
    }

    @Override
    public void close() {
        // It was not started here.
    }
}
