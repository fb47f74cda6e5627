package dev.weft.testbed;

import java.util.List;
import java.util.Map;

/**
 * FerretDB 1.24 on SQLite, a server of another make, started by {@code ferret/start-ferret.sh}. It asks for SCRAM
 * credentials, which are in its {@link #uri()}. The first start builds it into the cache, see {@link ServerCache}.
 */
public final class FerretServer implements TestServer {
    private static final List<String> FILES = List.of("start-ferret.sh", "go.mod.txt", "go.sum.txt", "tools.go.txt");

    private final ScriptProcess process;

    private FerretServer(ScriptProcess process) {
        this.process = process;
    }

    /**
     * Starts a server on a free port, with a fresh directory of data.
     *
     * @throws ServerUnavailableException if Go is missing or the module cannot be fetched
     */
    public static FerretServer start() {
        return new FerretServer(ScriptProcess.start("ferret", FILES, List.of(), Map.of("FERRET_UNTIL_EOF", "1")));
    }

    @Override
    public ServerKind kind() {
        return ServerKind.FERRET;
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
