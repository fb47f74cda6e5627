package dev.weft.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the programs of peers in other languages, in {@code target}, once.
 *
 * @param benchmarks the project's folder of benchmarks
 * @param goCommand how Go is called
 * @param pythonCommand how Python is called
 */
record Toolchains(Path benchmarks, String goCommand, String pythonCommand) {
    private static final int PATIENCE_MINUTES = 5;

    /** By the names that they usually have. */
    static Toolchains standard(Path benchmarks) {
        return new Toolchains(benchmarks.toAbsolutePath(), "go", "python3");
    }

    /** The command that starts the peer in Go. */
    List<String> go() throws IOException {
        var program = target("go").resolve("peer");
        // Go's own cache makes this quick when nothing has changed.
        run("go", benchmarks.resolve("peers/go"), List.of(goCommand, "build", "-o", program.toString(), "."));
        return List.of(program.toString());
    }

    /** The command that starts the peers in Python. */
    List<String> python() throws IOException {
        var place = target("python");
        var sources = benchmarks.resolve("peers/python");
        var requirements = sources.resolve("requirements.txt");
        var interpreter = place.resolve("bin/python").toString();
        var installed = place.resolve("installed.txt");
        if (!Files.exists(installed) || Files.mismatch(installed, requirements) >= 0) {
            run("python", sources, List.of(pythonCommand, "-m", "venv", place.toString()));
            run(
                    "python",
                    sources,
                    List.of(interpreter, "-m", "pip", "install", "--quiet", "-r", requirements.toString()));
            Files.copy(requirements, installed, StandardCopyOption.REPLACE_EXISTING);
        }
        return List.of(interpreter, sources.resolve("peer.py").toString());
    }

    private Path target(String language) throws IOException {
        return Files.createDirectories(benchmarks.resolve("target/peers/" + language));
    }

    private static void run(String toolchain, Path directory, List<String> command) throws IOException {
        Process process;
        var log = Files.createTempFile("weft-peer", ".log");
        try {
            try {
                process = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
            } catch (IOException absent) {
                throw new MissingToolchainException(
                        "no " + toolchain + " toolchain: " + command.getFirst() + " cannot be started");
            }
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                var said = Files.readAllLines(log);
                throw new MissingToolchainException("the " + toolchain + " toolchain cannot make the peer: "
                        + (said.isEmpty() ? "no word why" : said.getLast()));
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            Files.delete(log);
        }
    }
}
