package dev.weft.client;

/** Work without a result. */
@FunctionalInterface
public interface Task {
    /**
     * Does the work.
     *
     * @throws Exception whatever goes wrong
     */
    void run() throws Exception;
}
