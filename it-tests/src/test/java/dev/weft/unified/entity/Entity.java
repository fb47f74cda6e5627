package dev.weft.unified.entity;

import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import dev.weft.client.gridfs.GridFsBucket;
import dev.weft.topology.Topology;
import dev.weft.unified.event.EventLog;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Something that operations name. */
public sealed interface Entity {
    /** What kind it is, as messages and the table of operations call it. */
    Kind kind();

    /** The kinds of entities that have operations, and those that are only referred to. */
    enum Kind {
        CLIENT("client"),
        DATABASE("database"),
        COLLECTION("collection"),
        SESSION("session"),
        BUCKET("bucket"),
        CLIENT_ENCRYPTION("clientEncryption"),
        CHANGE_STREAM("changeStream"),
        FIND_CURSOR("findCursor"),
        COMMAND_CURSOR("commandCursor"),
        THREAD("thread"),
        VALUE("value"),
        TOPOLOGY("topologyDescription"),
        TEST_RUNNER("testRunner");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** A client with what was observed of it. */
    record Client(MongoClient client, EventLog events) implements Entity {
        @Override
        public Kind kind() {
            return Kind.CLIENT;
        }
    }

    record Database(MongoDatabase database, Client client) implements Entity {
        @Override
        public Kind kind() {
            return Kind.DATABASE;
        }
    }

    record Collection(MongoCollection<BsonDocument> collection, Database database) implements Entity {
        @Override
        public Kind kind() {
            return Kind.COLLECTION;
        }
    }

    record Bucket(GridFsBucket bucket) implements Entity {
        @Override
        public Kind kind() {
            return Kind.BUCKET;
        }
    }

    record Cursor(Kind kind, OpenCursor cursor) implements Entity {}

    record Value(BsonValue value) implements Entity {
        @Override
        public Kind kind() {
            return Kind.VALUE;
        }
    }

    record TopologyDescription(Topology topology) implements Entity {
        @Override
        public Kind kind() {
            return Kind.TOPOLOGY;
        }
    }

    record Worker(CaseThread thread) implements Entity {
        @Override
        public Kind kind() {
            return Kind.THREAD;
        }
    }

    /** The runner itself, which every case can name. */
    record Runner() implements Entity {
        @Override
        public Kind kind() {
            return Kind.TEST_RUNNER;
        }
    }

    /** Something that the driver does not have yet: it may be defined, but not used. */
    record Missing(Kind kind, String what) implements Entity {}
}
