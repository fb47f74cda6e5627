package dev.weft.benchmarks.peer;

/** A peer cannot be had here; the message says what is missing. */
final class MissingToolchainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingToolchainException(String message) {
        super(message);
    }
}
