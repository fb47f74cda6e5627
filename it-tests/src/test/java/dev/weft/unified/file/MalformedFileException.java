package dev.weft.unified.file;

/** A test file, or a value in it, is not what the format allows. The message begins with the place. */
@SuppressWarnings("serial")
public final class MalformedFileException extends RuntimeException {
    public MalformedFileException(String path, String problem) {
        super(path + ": " + problem);
    }
}
