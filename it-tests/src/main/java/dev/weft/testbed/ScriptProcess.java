package dev.weft.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server that a script of ours runs: it prints a connection string when it is ready, stops on TERM and when its
 * standard input ends, and exits with 69 when something that it needs is missing.
 */
final class ScriptProcess implements AutoCloseable {
    private static final int UNAVAILABLE = 69;
    /** The first start installs or builds the server. */
    private static final Duration MOST_TIME = Duration.ofMinutes(6);

    private static final int LOOK_MILLIS = 20;

    private final String server;
    private final Process process;
    private final Path output;
    private final Path errors;
    private final String uri;

    private ScriptProcess(String server, Process process, Path output, Path errors) throws IOException {
        this.server = server;
        this.process = process;
        this.output = output;
        this.errors = errors;
        this.uri = awaitUri();
    }

    static ScriptProcess start(
            String server, List<String> files, List<String> arguments, Map<String, String> environment) {
        try {
            Path scripts = ServerCache.scripts(server, files);
            Path cache = ServerCache.directory(server);
            Path output = Files.createTempFile(cache, "out.", ".txt");
            Path errors = Files.createTempFile(cache, "err.", ".txt");
            List<String> command = new ArrayList<>(List.of("bash", "" + scripts.resolve(files.getFirst()), "" + cache));
            command.addAll(arguments);
            var builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            return new ScriptProcess(server, start(builder, server), output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException("the " + server + " could not be started", e);
        }
    }

    private static Process start(ProcessBuilder builder, String server) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ServerUnavailableException(server + ": needs bash");
        }
    }

    String uri() {
        return uri;
    }

    @Override
    public void close() {
        boolean interrupted = false;
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            interrupted = true;
        }
        try {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String awaitUri() throws IOException {
        long end = System.nanoTime() + MOST_TIME.toNanos();
        try {
            while (System.nanoTime() < end) {
                boolean ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                String said = Files.readString(output);
                int lineEnd = said.indexOf('\n');
                if (lineEnd > 0 && !ended) {
                    return said.substring(0, lineEnd);
                }
                if (ended) {
                    throw failure();
                }
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the " + server + " was starting", e);
        }
        close();
        throw new IllegalStateException("the " + server + " was not ready after " + MOST_TIME);
    }

    private RuntimeException failure() throws IOException {
        List<String> said = Files.readAllLines(errors);
        String last = said.isEmpty() ? "nothing on standard error" : said.getLast();
        int status = process.exitValue();
        close();
        return status == UNAVAILABLE
                ? new ServerUnavailableException(last)
                : new IllegalStateException("the " + server + " ended with status " + status + ": " + last);
    }
}
