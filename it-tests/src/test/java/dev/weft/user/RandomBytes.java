package dev.weft.user;

import java.util.Random;

/** Contents of files, the same for the same length. */
final class RandomBytes {
    private RandomBytes() {}

    static byte[] of(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
