package dev.weft.benchmarks.rounds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child process that is spoken to in lines; the end of its standard input is its sign to end. */
public final class Child implements AutoCloseable {
    private final Process process;
    private final PrintWriter orders;
    private final BufferedReader answers;

    private Child(Process process) {
        this.process = process;
        this.orders = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a main class with the class path, and on the virtual machine, of this process. */
    public static Child start(Class<?> main, String... args) throws IOException {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-Xms1g", "-Xmx1g", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Sends a line. */
    public void order(String line) {
        orders.println(line);
    }

    /** The next line of the process. */
    public String answer() throws IOException {
        var line = answers.readLine();
        if (line == null) {
            throw new IOException("a process of the benchmark has died; its message stands above");
        }
        return line;
    }

    @Override
    public void close() {
        orders.close();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
