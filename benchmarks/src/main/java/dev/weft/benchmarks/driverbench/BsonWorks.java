package dev.weft.benchmarks.driverbench;

import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/** The tasks without a server. */
final class BsonWorks {
    private BsonWorks() {}

    static Work encoding(Works works, Document document) {
        int size = bytes(document).length;
        return new Work() {
            private int written;

            @Override
            public void run() {
                for (int i = 0; i < works.scale().documents(); i++) {
                    written = works.driver().encode(document);
                }
            }

            @Override
            public void check() {
                Work.expect("bytes", size, written);
            }
        };
    }

    static Work decoding(Works works, Document document) {
        var decoding = works.driver().decoding(bytes(document));
        return new Work() {
            private Document read = new Document();

            @Override
            public void run() {
                for (int i = 0; i < works.scale().documents(); i++) {
                    read = decoding.decode();
                }
            }

            @Override
            public void check() {
                Work.expect("fields", document.size(), read.size());
                if (!read.equals(document)) {
                    throw new IllegalStateException("another document was read");
                }
            }
        };
    }

    private static byte[] bytes(Document document) {
        var out = new BasicOutputBuffer();
        new DocumentCodec()
                .encode(
                        new BsonBinaryWriter(out),
                        document,
                        EncoderContext.builder().build());
        return out.toByteArray();
    }
}
