package dev.weft.benchmarks.rounds;

import java.io.BufferedReader;
import java.io.File;
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
    /** The one setting of the children's virtual machines: a heap that does not grow, the same for all. */
    public static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g");

    private static final String OWN_CLASS_PATH = System.getProperty("java.class.path");
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
        return start(HEAP, "", main, args);
    }

    /**
     * Starts a main class on the virtual machine of this process.
     *
     * @param flags of the virtual machine
     * @param before what its class path has before that of this process, or nothing
     */
    public static Child start(List<String> flags, String before, Class<?> main, String... args) throws IOException {
        return startWith(
                before.isEmpty() ? OWN_CLASS_PATH : before + File.pathSeparator + OWN_CLASS_PATH, flags, main, args);
    }

    /** Starts a main class with another class path. */
    public static Child startWith(String classPath, List<String> flags, Class<?> main, String... args)
            throws IOException {
        return run(java(classPath, flags, main, args));
    }

    /** Starts a main class as {@link #start(Class, String...)} does, on one processor alone. */
    public static Child startOn(int processor, Class<?> main, String... args) throws IOException {
        var command = new ArrayList<>(List.of("taskset", "-c", Integer.toString(processor)));
        command.addAll(java(OWN_CLASS_PATH, HEAP, main, args));
        return run(command);
    }

    private static List<String> java(String classPath, List<String> flags, Class<?> main, String... args) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        // Where the project and its data are found, unless a flag says otherwise.
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("weft."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath));
        command.add(main.getName());
        command.addAll(List.of(args));
        return command;
    }

    /** Starts any program. */
    public static Child run(List<String> command) throws IOException {
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
