package dev.weft.driverbench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.benchmarks.driverbench.DataSet;
import dev.weft.benchmarks.driverbench.Driver;
import dev.weft.benchmarks.driverbench.Task;
import dev.weft.benchmarks.driverbench.TaskRun;
import dev.weft.testbed.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A task that did not do what it says would be scored all the same: each is run on tiny data and looked at. */
class DriverBenchTasksTest {
    private static final Task.Scale TINY = new Task.Scale(30, 2, 2, 2);

    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void everyTaskDoesWhatItShouldWithWeft() throws Exception {
        assertEquals(EnumSet.allOf(Task.class), doneWith("weft"));
    }

    @Test
    @Timeout(60)
    void everyTaskDoesWhatItShouldWithTheOfficialDriver() throws Exception {
        assertEquals(EnumSet.allOf(Task.class), doneWith("sync"));
    }

    private Set<Task> doneWith(String name) throws Exception {
        var data = tinyData();
        var scratch = Files.createDirectory(folder.resolve("scratch"));
        var done = new TreeSet<Task>();
        try (var server = EmbeddedServer.start();
                var driver = Driver.open(name, server.uri())) {
            for (var task : Task.values()) {
                if (TaskRun.check(task, driver, data, TINY, scratch)) {
                    done.add(task);
                }
            }
        }
        try (var left = Files.list(scratch)) {
            assertEquals(0, left.count(), "files left behind");
        }
        return done;
    }

    private DataSet tinyData() throws IOException {
        write(
                "extended_bson/flat_bson.json",
                "{\"_id\": {\"$oid\": \"6560f0a1b2c3d4e5f6a7b8c9\"}, \"a\": \"x\", \"b\": 1}");
        write(
                "extended_bson/deep_bson.json",
                "{\"left\": {\"left\": {\"value\": \"x\"}}, \"right\": {\"value\": \"y\"}}");
        write(
                "extended_bson/full_bson.json",
                "{\"d\": {\"$numberDecimal\": \"1.5\"}, \"m\": {\"$minKey\": 1}, \"l\": [1, 2]}");
        write("single_and_multi_document/tweet.json", "{\"text\": \"hi\", \"user\": {\"name\": \"me\"}}");
        write("single_and_multi_document/small_doc.json", "{\"field0\": \"miNVpaKW\", \"field1\": \"CS5VwrwN\"}");
        write("single_and_multi_document/large_doc.json", "{\"field0\": \"" + "x".repeat(100_000) + "\"}");
        write("single_and_multi_document/gridfs_large.bin", "0123456789".repeat(60_000));
        for (int i = 0; i < 2; i++) {
            write("parallel/ldjson_multi/ldjson00" + i + ".txt", "{\"a\": " + i + "}\n{\"b\": 2}\n{\"c\": 3}\n");
            write("parallel/gridfs_multi/file0" + i + ".txt", ("photo " + i).repeat(50_000));
        }
        return new DataSet(folder.resolve("data"));
    }

    private void write(String name, String contents) throws IOException {
        var file = folder.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, contents);
    }
}
