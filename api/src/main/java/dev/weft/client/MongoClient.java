package dev.weft.client;

import dev.weft.PoolUsage;
import dev.weft.settings.ClientSettings;
import dev.weft.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The way to a deployment. One per program is enough: it is shared by all threads, and keeps the connections. */
public interface MongoClient extends MongoCluster, AutoCloseable {
    /**
     * Makes a client. Returns at once and waits for nothing: the first call finds out whether a server can be reached. Only a string that
     * begins with {@code mongodb+srv://} makes this wait, for DNS to name the hosts: at most {@code connectTimeoutMS} or, if that is 0,
     * {@code serverSelectionTimeoutMS}.
     *
     * @param uri the connection string
     * @return the client; close it
     * @throws dev.weft.error.BadConfigException when the string cannot be read, contradicts itself, or asks for what this
     *     version cannot do; with {@code mongodb+srv} also when DNS knows no hosts, or such that do not belong to the name
     * @throws dev.weft.error.NoServerException when DNS could not be asked
     * @throws dev.weft.error.InterruptedCallException when the thread was interrupted while it waited for DNS
     */
    static MongoClient connect(String uri) {
        return connect(ClientSettings.of(uri));
    }

    /**
     * Makes a client. Returns at once and waits for nothing but, with {@code mongodb+srv}, DNS; see {@link #connect(String)}.
     *
     * @param uri the connection string
     * @param settings fills in the form, which wins over the string
     * @return the client; close it
     * @throws dev.weft.error.BadConfigException when something cannot be read, contradicts itself, or asks for what this
     *     version cannot do; or DNS does
     * @throws dev.weft.error.NoServerException when DNS could not be asked
     * @throws dev.weft.error.InterruptedCallException when the thread was interrupted while it waited for DNS
     */
    static MongoClient connect(String uri, Consumer<? super ClientSettings.Builder> settings) {
        return connect(ClientSettings.of(uri, settings));
    }

    /**
     * Makes a client. Returns at once and waits for nothing but, with {@code mongodb+srv}, DNS; see {@link #connect(String)}.
     *
     * @param settings all it is told
     * @return the client; close it
     * @throws dev.weft.error.BadConfigException when the settings, or DNS, ask for what this version cannot do
     * @throws dev.weft.error.NoServerException when DNS could not be asked
     * @throws dev.weft.error.InterruptedCallException when the thread was interrupted while it waited for DNS
     */
    static MongoClient connect(ClientSettings settings) {
        return WeftClient.open(settings);
    }

    /** {@return all the client was told, by DNS too} */
    ClientSettings configuration();

    /** {@return what is known of the deployment now} */
    Topology topology();

    /** {@return what the connections to each server are doing now} */
    List<PoolUsage> pools();

    /**
     * Adds to what new connections tell servers about the program, for libraries built on this one. Existing
     * connections are not told.
     *
     * @param name the library's name
     * @param version its version; empty to leave it out
     * @param platform what it runs on; empty to leave it out
     */
    void appendMetadata(String name, String version, String platform);

    /**
     * Asks the deployment whether it is there.
     *
     * @return how long the answer took, finding a server and a connection included
     */
    Duration ping();

    /**
     * Opens connections ahead of need, to each server that can be used, and waits for them.
     *
     * @param connectionsPerServer how many there shall be at least
     */
    void warmUp(int connectionsPerServer);

    /**
     * One deadline for many calls, counted from now.
     *
     * @param limit how long they may take together
     * @return bind handles to it
     */
    TimeBox timeBox(Duration limit);

    /**
     * A scope for calls that run at the same time, under one deadline counted from now.
     *
     * @param limit how long they may take together
     * @return the scope; close it in the thread that opened it
     */
    Parallel parallel(Duration limit);

    /**
     * Ends the client: calls that are under way fail, connections and threads are gone when this returns, sessions are
     * ended on the server if it answers in time. May be called again and from any thread.
     */
    @Override
    void close();
}
