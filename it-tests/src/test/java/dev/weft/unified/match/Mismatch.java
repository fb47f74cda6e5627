package dev.weft.unified.match;

/** What happened is not what the file expects. The message begins with the place. */
@SuppressWarnings("serial")
public final class Mismatch extends AssertionError {
    public Mismatch(String path, String problem) {
        super(path + ": " + problem);
    }
}
