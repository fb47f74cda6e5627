package dev.weft.testbed;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;

/** A {@link Deployment} of one standalone, for those who need no more: both faces in one. */
public final class EmbeddedServer implements TestServer {
    private final Deployment deployment;
    private final Member member;

    private EmbeddedServer(Deployment deployment) {
        this.deployment = deployment;
        this.member = deployment.member(0);
    }

    /** Starts a server of the newest profile. */
    public static EmbeddedServer start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public ServerKind kind() {
        return ServerKind.EMBEDDED;
    }

    /** The deployment that it is, for what is not named here. */
    public Deployment deployment() {
        return deployment;
    }

    public InetSocketAddress address() {
        return member.address();
    }

    /** A connection string without options. */
    @Override
    public String uri() {
        return deployment.uri();
    }

    /** Connections open now. */
    public int openConnections() {
        return member.openConnections();
    }

    /** Connections accepted since the start. */
    public int acceptedConnections() {
        return member.acceptedConnections();
    }

    /** How often a command of this name has arrived. */
    public long commandCount(String command) {
        return member.commandCount(command);
    }

    /** How often which command has arrived, by name. */
    public Map<String, Long> commandCounts() {
        return member.commandCounts();
    }

    /** The last command of this name as it arrived, with document sequences as arrays. */
    public Optional<BsonDocument> lastCommand(String command) {
        return member.lastCommand(command);
    }

    /** What the clients of the open connections said of themselves in their handshakes. */
    public List<BsonDocument> clientMetadata() {
        return member.clientMetadata();
    }

    /** Lets every command of this name wait before it is executed; {@link Duration#ZERO} ends that. */
    public void delay(String command, Duration time) {
        member.delay(command, time);
    }

    /** Keeps every command of this name from being executed until the hold is released. */
    public Hold hold(String command) {
        return member.hold(command);
    }

    /** Closes all open connections and goes on accepting new ones. */
    public void dropConnections() {
        member.dropConnections();
    }

    @Override
    public void close() {
        deployment.close();
    }

    /** What to start. */
    public static final class Builder {
        private final Deployment.Builder standalone = Deployment.standalone();

        private Builder() {}

        /** The version to be. */
        public Builder profile(ServerProfile value) {
            standalone.profile(value);
            return this;
        }

        /** Serves on platform threads, which is the default; said by tests that keep all carriers of virtual threads busy. */
        public Builder platformThreads() {
            standalone.platformThreads();
            return this;
        }

        /** The port, for a server that comes back where another was; 0, the default, takes a free one. */
        public Builder port(int value) {
            standalone.port(value);
            return this;
        }

        public EmbeddedServer start() {
            return new EmbeddedServer(standalone.start());
        }
    }
}
