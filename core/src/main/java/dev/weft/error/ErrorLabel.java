package dev.weft.error;

/** The labels failures carry, in the server's words, and the one way to put them there. */
public final class ErrorLabel {
    /** The write may be retried. */
    public static final String RETRYABLE_WRITE = "RetryableWriteError";
    /** Retrying is safe, whatever the command. */
    public static final String RETRYABLE = "RetryableError";
    /** The server has too much to do: back off before retrying. */
    public static final String SYSTEM_OVERLOADED = "SystemOverloadedError";
    /** No attempt of the command has written anything. */
    public static final String NO_WRITES_PERFORMED = "NoWritesPerformed";
    /** The whole transaction may be tried again. */
    public static final String TRANSIENT_TRANSACTION = "TransientTransactionError";
    /** It is not known whether the commit happened: commit again. */
    public static final String UNKNOWN_COMMIT_RESULT = "UnknownTransactionCommitResult";
    /** The change stream can be resumed. */
    public static final String RESUMABLE_CHANGE_STREAM = "ResumableChangeStreamError";

    private ErrorLabel() {}

    /**
     * Labels a failure; for the driver's own rooms, before the failure is thrown to a caller.
     *
     * @param failure the failure
     * @param label the label to add
     */
    public static void add(MongoException failure, String label) {
        failure.addLabel(label);
    }

    /**
     * Takes a label off a failure; for the driver's own rooms, before the failure is thrown to a caller.
     *
     * @param failure the failure
     * @param label the label to remove
     */
    public static void remove(MongoException failure, String label) {
        failure.removeLabel(label);
    }
}
