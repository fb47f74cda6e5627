package dev.weft.benchmarks.driverbench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Unpacks a {@code .tgz} of plain files with short names, which is all that the data of the specification are. */
final class Archive {
    private static final int BLOCK = 512;
    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_BYTES = 12;
    private static final int KIND_AT = 156;

    private Archive() {}

    /** Writes those entries that are wanted and not there yet in this size. */
    static void unpack(Path archive, Path into, Predicate<String> wanted) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(archive), 1 << 16)) {
            var header = new byte[BLOCK];
            while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
                var name = text(header, 0, NAME_BYTES);
                long size = Long.parseLong(text(header, SIZE_AT, SIZE_BYTES).strip(), 8);
                boolean file = header[KIND_AT] == '0' || header[KIND_AT] == 0;
                var target = into.resolve(name).normalize();
                if (!target.startsWith(into.normalize())) {
                    throw new IOException(archive.getFileName() + " has an entry that leads out of its folder");
                }
                if (file && !hidden(name) && wanted.test(name) && !isThere(target, size)) {
                    write(in, size, target);
                } else {
                    in.skipNBytes(size);
                }
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            }
        }
    }

    /** What a Mac adds of its own. */
    private static boolean hidden(String name) {
        return name.substring(name.lastIndexOf('/') + 1).startsWith(".");
    }

    private static boolean isThere(Path file, long size) throws IOException {
        return Files.exists(file) && Files.size(file) == size;
    }

    /** Into another file first, so that one that is there is whole. */
    private static void write(InputStream in, long size, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        var part = target.resolveSibling(target.getFileName() + ".part");
        var buffer = new byte[1 << 16];
        try (var out = Files.newOutputStream(part)) {
            for (long left = size; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException(target.getFileName() + " is cut short");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(byte[] header, int at, int length) {
        int end = at;
        while (end < at + length && header[end] != 0) {
            end++;
        }
        return new String(header, at, end - at, StandardCharsets.UTF_8);
    }
}
