package dev.weft.benchmarks.driverbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetTest {
    @TempDir
    Path folder;

    @Test
    void whatAScaleNeedsIsUnpackedAndNoMore() throws IOException {
        archive("extended_bson", Map.of("extended_bson/flat_bson.json", "{\"a\": 1}"));
        archive("single_and_multi_document", Map.of("single_and_multi_document/tweet.json", "{\"text\": \"hi\"}"));
        archive(
                "parallel",
                new TreeMap<>(Map.of(
                        "parallel/ldjson_multi/._ldjson000.txt", "a Mac's",
                        "parallel/ldjson_multi/ldjson000.txt", "{\"a\": 1}\n".repeat(200),
                        "parallel/ldjson_multi/ldjson001.txt", "{}",
                        "parallel/gridfs_multi/file00.txt", "bytes")));
        var scale = new Task.Scale(1, 1, 1, 1);
        var data = DataSet.unpack(folder, folder.resolve("unpacked"), scale);
        assertEquals(new Document("a", 1), data.flat());
        assertEquals(new Document("text", "hi"), data.named("TWEET"));
        assertEquals(1800, Files.size(data.ldjson(scale).getFirst()));
        assertEquals("bytes", Files.readString(data.photos(scale).getFirst()));
        var more = new Task.Scale(1, 1, 2, 1);
        assertThrows(IllegalArgumentException.class, () -> data.ldjson(more), "the second file was not needed");
        assertEquals(
                2,
                DataSet.unpack(folder, folder.resolve("unpacked"), more)
                        .ldjson(more)
                        .size());
    }

    @Test
    void aTaskWhoseArchiveIsNotThereSaysWhichOne() throws IOException {
        archive("extended_bson", Map.of("extended_bson/flat_bson.json", "{}"));
        var data = DataSet.unpack(folder, folder.resolve("unpacked"), Task.Scale.FULL);
        assertEquals(Optional.empty(), data.missing(Task.FLAT_ENCODING));
        assertEquals(Optional.empty(), data.missing(Task.RUN_COMMAND), "needs no data");
        assertTrue(data.missing(Task.FIND_ONE).orElseThrow().startsWith("single_and_multi_document.tgz"));
        assertTrue(data.missing(Task.GRIDFS_UPLOAD).orElseThrow().startsWith("single_and_multi_document.tgz"));
        assertTrue(data.missing(Task.GRIDFS_MULTI_UPLOAD).orElseThrow().startsWith("parallel.tgz"));
    }

    @Test
    void anEntryThatLeadsOutOfTheFolderIsRefused() throws IOException {
        archive("evil", Map.of("../evil.txt", "x"));
        var target = Files.createDirectory(folder.resolve("into"));
        assertThrows(IOException.class, () -> Archive.unpack(folder.resolve("evil.tgz"), target, name -> true));
    }

    private void archive(String name, Map<String, String> files) throws IOException {
        var tar = new ByteArrayOutputStream();
        for (var file : files.entrySet()) {
            var contents = file.getValue().getBytes(StandardCharsets.UTF_8);
            var header = new byte[512];
            put(header, 0, file.getKey());
            put(header, 124, String.format("%011o", contents.length));
            header[156] = '0';
            tar.write(header);
            tar.write(contents);
            tar.write(new byte[(512 - contents.length % 512) % 512]);
        }
        tar.write(new byte[1024]);
        try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".tgz")))) {
            tar.writeTo(out);
        }
    }

    private static void put(byte[] header, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
