package dev.weft.benchmarks.driverbench;

import java.nio.file.Path;

/** One task, once, without any measuring: whether it does what it should. */
public final class TaskRun {
    private TaskRun() {}

    /**
     * Sets a task up, runs an iteration, checks what it did, and takes all down again.
     *
     * @param scratch a folder for files that tasks write
     * @return false if the driver does not offer it
     * @throws IllegalStateException if the task did not do what it should
     */
    public static boolean check(Task task, Driver driver, DataSet data, Task.Scale scale, Path scratch)
            throws Exception {
        var opened = new Works(driver, data, scale, scratch).open(task);
        if (opened.isEmpty()) {
            return false;
        }
        try (var work = opened.get()) {
            // Twice: the second iteration meets what the first has left.
            for (int i = 0; i < 2; i++) {
                work.before();
                work.run();
                work.check();
            }
        }
        return true;
    }
}
