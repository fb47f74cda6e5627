package dev.weft.testbed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * FerretDB 1.24 on SQLite, a server of another make, started by {@code ferret/start-ferret.sh}. It asks for SCRAM
 * credentials, which are in its {@link #uri()}, or for none. The first start builds it into the cache, see {@link ServerCache}.
 */
public final class FerretServer implements TestServer {
    private static final List<String> FILES = List.of("start-ferret.sh", "go.mod.txt", "go.sum.txt", "tools.go.txt");

    private final ServerKind kind;
    private final ScriptProcess process;

    private FerretServer(ServerKind kind, ScriptProcess process) {
        this.kind = kind;
        this.process = process;
    }

    /**
     * Starts a server on a free port, with a fresh directory of data, that asks for credentials.
     *
     * @throws ServerUnavailableException if Go is missing or the module cannot be fetched
     */
    public static FerretServer start() {
        return new FerretServer(ServerKind.FERRET, run("scram", Map.of()));
    }

    /**
     * Starts a server on a free port, with a fresh directory of data, that asks for no credentials.
     *
     * @throws ServerUnavailableException if Go is missing or the module cannot be fetched
     */
    public static FerretServer startOpen() {
        return new FerretServer(ServerKind.FERRET_OPEN, run("open", Map.of()));
    }

    /** Runs the script; what it finds in its environment besides is for tests of what is missing there. */
    static ScriptProcess run(String form, Map<String, String> besides) {
        Map<String, String> environment = new HashMap<>(besides);
        environment.put("FERRET_UNTIL_EOF", "1");
        return ScriptProcess.start("ferret", FILES, List.of(form), environment);
    }

    @Override
    public ServerKind kind() {
        return kind;
    }

    @Override
    public String uri() {
        return process.uri();
    }

    @Override
    public void close() {
        process.close();
    }
}
