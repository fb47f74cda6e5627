package dev.weft.benchmarks.peer;

import java.io.OutputStream;

/** Forgets what is written to it, but not how much it was. */
public final class Counted extends OutputStream {
    private long bytes;

    /** How much it was. */
    public long bytes() {
        return bytes;
    }

    @Override
    public void write(int one) {
        bytes++;
    }

    @Override
    public void write(byte[] some, int offset, int length) {
        bytes += length;
    }
}
