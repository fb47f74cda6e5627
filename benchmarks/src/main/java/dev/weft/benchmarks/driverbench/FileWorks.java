package dev.weft.benchmarks.driverbench;

import dev.weft.benchmarks.peer.Counted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonValue;

/** The tasks of GridFS. */
final class FileWorks {
    private static final String FILES = "fs.files";

    private FileWorks() {}

    static Work open(Task task, Works works, Driver.Files bucket) throws IOException {
        works.driver().dropDatabase();
        return switch (task) {
            case GRIDFS_UPLOAD -> upload(works, bucket);
            case GRIDFS_DOWNLOAD -> download(works, bucket);
            case GRIDFS_MULTI_UPLOAD -> uploadMany(works, bucket);
            case GRIDFS_MULTI_DOWNLOAD -> downloadMany(works, bucket);
            default -> throw new IllegalArgumentException(task + " is no task of GridFS");
        };
    }

    private static Work upload(Works works, Driver.Files bucket) throws IOException {
        var bytes = Files.readAllBytes(works.data().gridFsLarge());
        return new Uploading(works, bucket, 1) {
            @Override
            public void run() throws IOException {
                bucket.upload("gridfstest", new ByteArrayInputStream(bytes));
            }
        };
    }

    private static Work uploadMany(Works works, Driver.Files bucket) {
        var photos = works.data().photos(works.scale());
        return new Uploading(works, bucket, photos.size()) {
            @Override
            public void run() throws Exception {
                Crew.each(photos, photo -> uploaded(bucket, photo));
            }
        };
    }

    private static Work download(Works works, Driver.Files bucket) throws IOException {
        var file = works.data().gridFsLarge();
        var id = uploaded(bucket, file);
        long size = Files.size(file);
        return new Works.OnServer(works.driver()) {
            private Counted counting = new Counted();

            @Override
            public void before() {
                counting = new Counted();
            }

            @Override
            public void run() throws IOException {
                bucket.download(id, counting);
            }

            @Override
            public void check() {
                Work.expect("bytes", size, counting.bytes());
            }
        };
    }

    private static Work downloadMany(Works works, Driver.Files bucket) throws IOException {
        Map<Path, BsonValue> photos = new LinkedHashMap<>();
        for (var photo : works.data().photos(works.scale())) {
            photos.put(photo, uploaded(bucket, photo));
        }
        return new Works.OnServer(works.driver()) {
            @Override
            public void before() throws IOException {
                for (var photo : photos.keySet()) {
                    Files.deleteIfExists(copy(photo));
                }
            }

            @Override
            public void run() throws Exception {
                Crew.each(List.copyOf(photos.entrySet()), photo -> {
                    try (var out = Files.newOutputStream(copy(photo.getKey()))) {
                        bucket.download(photo.getValue(), out);
                    }
                });
            }

            @Override
            public void check() throws IOException {
                for (var photo : photos.keySet()) {
                    Work.expect("place of the first difference", -1, Files.mismatch(photo, copy(photo)));
                }
            }

            @Override
            public void close() throws IOException {
                before();
                super.close();
            }

            private Path copy(Path photo) {
                return works.scratch().resolve(photo.getFileName());
            }
        };
    }

    private static BsonValue uploaded(Driver.Files bucket, Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return bucket.upload(file.getFileName().toString(), in);
        }
    }

    /** Begins each iteration with a bucket of one small file, and adds so many. */
    private abstract static class Uploading extends Works.OnServer {
        private final Works works;
        private final Driver.Files bucket;
        private final long added;

        Uploading(Works works, Driver.Files bucket, long added) {
            super(works.driver());
            this.works = works;
            this.bucket = bucket;
            this.added = added;
        }

        @Override
        public void before() {
            bucket.reset();
        }

        @Override
        public void check() {
            Work.expect("files", added + 1, works.driver().count(FILES));
        }
    }
}
