package dev.weft.core.cluster;

import dev.weft.core.scope.Scope;
import dev.weft.protocol.transport.IoLoop;
import dev.weft.settings.ClientSettings;

/**
 * The real keeper of a topology and its servers without anything that runs for them: the scope in which their threads would live is over,
 * so the keeper hears what a test tells it and nothing else. Events are delivered on the test's thread, by {@link #deliver}.
 */
final class QuietKeeper implements AutoCloseable {
    final Engine engine;
    final TopologyKeeper keeper;
    private final IoLoop loop = IoLoop.acquire();

    QuietKeeper(ClientSettings settings) {
        var over = Scope.longLived("quiet");
        over.close();
        engine = TestEngine.of(settings, over, loop);
        keeper = new TopologyKeeper(engine);
    }

    /** Delivers what was told so far; nothing may be told afterwards. */
    void deliver() {
        engine.events().end();
        engine.events().run();
    }

    @Override
    public void close() {
        loop.release();
    }
}
