package dev.weft.unified.peer;

import dev.weft.testbed.ServerCache;
import dev.weft.testbed.ServerUnavailableException;
import dev.weft.unified.run.Baseline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** A process that runs cases with PyMongo's own runner, one after the other; {@code pymongo/start-pymongo.sh} installs and starts it. */
final class PyMongo implements AutoCloseable {
    private static final List<String> FILES = List.of("start-pymongo.sh", "run-cases.py", "requirements.txt");
    private static final int UNAVAILABLE = 69;
    /** The first start installs it. */
    private static final Duration MOST_TIME_TO_START = Duration.ofMinutes(5);

    private static final Duration MOST_TIME = Duration.ofSeconds(60);
    private static final String END = "";

    private final Process process;
    private final Path errors;
    private final Duration patience;
    private final Writer questions;
    private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(16);
    private final Thread reader;
    private boolean usable = true;

    PyMongo(Process process, Path errors, Duration patience) {
        this.process = process;
        this.errors = errors;
        this.patience = patience;
        questions = process.outputWriter(StandardCharsets.UTF_8);
        reader = Thread.ofPlatform().daemon().name("pymongo-answers").start(this::read);
    }

    /**
     * Starts it on the deployment at a connection string.
     *
     * @throws ServerUnavailableException if Python or what else it needs is missing
     */
    static PyMongo start(String uri) {
        try {
            URI first = URI.create(uri.replaceFirst(",[^/]*", ""));
            Path scripts = ServerCache.scripts("pymongo", FILES);
            Path cache = ServerCache.directory("pymongo");
            Path errors = Files.createTempFile(cache, "err.", ".txt");
            List<String> command = new ArrayList<>(List.of("bash", "" + scripts.resolve(FILES.getFirst()), "" + cache));
            command.addAll(List.of(first.getHost(), "" + first.getPort()));
            var started = new PyMongo(start(command, errors), errors, MOST_TIME);
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("PyMongo could not be started", e);
        }
    }

    private static Process start(List<String> command, Path errors) throws IOException {
        try {
            return new ProcessBuilder(command).redirectError(errors.toFile()).start();
        } catch (IOException e) {
            Files.delete(errors);
            throw new ServerUnavailableException("pymongo: needs bash");
        }
    }

    private void awaitReady() throws IOException {
        if (answer(MOST_TIME_TO_START).filter(line -> !line.equals(END)).isPresent()) {
            return;
        }
        close(false);
        List<String> said = Files.readAllLines(errors);
        Files.delete(errors);
        String last = said.isEmpty() ? "nothing on standard error" : said.getLast();
        throw process.exitValue() == UNAVAILABLE
                ? new ServerUnavailableException(last)
                : new IllegalStateException("PyMongo ended with status " + process.exitValue() + ": " + said);
    }

    /** How a case ends. */
    Baseline.Entry run(PeerCase testCase) {
        try {
            questions.write(new BsonDocument("file", new BsonString("" + testCase.file()))
                            .append("folder", new BsonString(testCase.folder()))
                            .append("index", new BsonInt32(testCase.index()))
                            .toJson()
                    + "\n");
            questions.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("PyMongo is gone before " + testCase.id(), e);
        }
        Optional<String> answer = answer(patience);
        usable = answer.filter(line -> !line.equals(END)).isPresent();
        if (!usable) {
            // Its output ends before the process is seen to be gone, so that is what tells.
            String hangs = "hangs: not done after " + patience.toSeconds() + " s";
            return new Baseline.Entry("fails", answer.isPresent() ? "ends PyMongo" : hangs);
        }
        BsonDocument told = BsonDocument.parse(answer.orElseThrow());
        return new Baseline.Entry(
                told.getString("word").getValue(), told.getString("why").getValue());
    }

    /** Whether it can run another case: the last one has ended. */
    boolean usable() {
        return usable;
    }

    /** The next line; {@link #END} when there will be none, nothing when it does not come in time. */
    private Optional<String> answer(Duration limit) {
        try {
            return Optional.ofNullable(answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PyMongo runs a case", stop);
        }
    }

    private void read() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answers.put(line);
            }
            answers.put(END);
        } catch (IOException closed) {
            boolean told = answers.offer(END);
            assert told || !answers.isEmpty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(true);
    }

    private void close(boolean forget) {
        try {
            questions.close();
        } catch (IOException gone) {
            // It has ended already, and that is what is wanted.
        }
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            reader.join();
            if (forget) {
                Files.deleteIfExists(errors);
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
