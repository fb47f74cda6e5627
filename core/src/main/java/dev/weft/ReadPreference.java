package dev.weft;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;

/** Which members of a replica set a read may be sent to. */
public sealed interface ReadPreference {
    /** The preferences that look at more than the primary. */
    enum Mode {
        /** The primary, or a secondary while there is none. */
        PRIMARY_PREFERRED("primaryPreferred"),
        /** A secondary only. */
        SECONDARY("secondary"),
        /** A secondary, or the primary while no secondary will do. */
        SECONDARY_PREFERRED("secondaryPreferred"),
        /** Whichever member answers fastest. */
        NEAREST("nearest");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /** {@return the word the server and connection strings use} */
        public String word() {
            return word;
        }
    }

    /** Reads from the primary only; the default. */
    record Primary() implements ReadPreference {
        private static final Primary INSTANCE = new Primary();

        @Override
        public String word() {
            return "primary";
        }

        // Compared at every call, and written out because what the JDK derives for records is slow at its first use.
        @Override
        public boolean equals(Object other) {
            return other instanceof Primary;
        }

        @Override
        public int hashCode() {
            return Primary.class.hashCode();
        }

        @Override
        public String toString() {
            return "primary";
        }
    }

    /**
     * Reads from members chosen by mode, tags and staleness.
     *
     * @param mode which kinds of members are asked, and in which order of preference
     * @param tags sets tried in order, the first that some member matches wins; empty: any member
     * @param maxStaleness how far a secondary may lag behind (at least 90 s, checked at selection); empty: any lag
     * @param hedge whether a router (4.4 and newer) asks two members and takes the first answer; empty: as the router likes. Deprecated by
     *     servers from 8.0 on, which ignore it
     */
    record Members(Mode mode, List<TagSet> tags, Optional<Duration> maxStaleness, Optional<Boolean> hedge)
            implements ReadPreference {
        /**
         * A preference that leaves hedging to the router.
         *
         * @param mode which kinds of members are asked, and in which order of preference
         * @param tags sets tried in order; empty: any member
         * @param maxStaleness how far a secondary may lag behind; empty: any lag
         */
        public Members(Mode mode, List<TagSet> tags, Optional<Duration> maxStaleness) {
            this(mode, tags, maxStaleness, Optional.empty());
        }

        /**
         * Copies the tags.
         *
         * @throws IllegalArgumentException when the staleness is not positive
         */
        public Members {
            tags = List.copyOf(tags);
            if (maxStaleness.isPresent() && !maxStaleness.get().isPositive()) {
                throw new IllegalArgumentException("maxStaleness must be positive; leave it out to allow any lag");
            }
        }

        /**
         * The same preference with a bound on how far a secondary may lag.
         *
         * @param atMost at least 90 seconds, sent in whole seconds
         * @return a copy with the bound
         */
        public Members maxStaleness(Duration atMost) {
            return new Members(mode, tags, Optional.of(atMost), hedge);
        }

        /**
         * The same preference with a word on hedged reads, which only routers heed.
         *
         * @param enabled whether a router asks two members
         * @return a copy with the word
         * @deprecated servers ignore it from 8.0 on and will not know it later (server selection specification, "hedge"); use
         *     {@code Parallel.hedge} of {@code dev.weft.client}, which asks a second member after a pause of your choice, of any deployment
         */
        @Deprecated(since = "0.1.0")
        public Members hedge(boolean enabled) {
            return new Members(mode, tags, maxStaleness, Optional.of(enabled));
        }

        @Override
        public String word() {
            return mode.word();
        }

        @Override
        public String toString() {
            return mode.word()
                    + (tags.isEmpty() ? "" : " tags " + tags)
                    + maxStaleness
                            .map(d -> " maxStaleness " + d.toSeconds() + "s")
                            .orElse("")
                    + hedge.map(enabled -> " hedge " + enabled).orElse("");
        }
    }

    /** {@return the mode as servers and connection strings write it} */
    String word();

    /** {@return the document sent as {@code $readPreference}} */
    default BsonDocument asDocument() {
        BsonDocument document = new BsonDocument("mode", new BsonString(word()));
        if (this instanceof Members members) {
            if (!members.tags().isEmpty()) {
                document.append(
                        "tags",
                        new BsonArray(
                                members.tags().stream().map(TagSet::asDocument).toList()));
            }
            members.maxStaleness().ifPresent(d -> document.append("maxStalenessSeconds", new BsonInt64(d.toSeconds())));
            members.hedge()
                    .ifPresent(enabled ->
                            document.append("hedge", new BsonDocument("enabled", BsonBoolean.valueOf(enabled))));
        }
        return document;
    }

    /** {@return the preference for the primary only} */
    static Primary primary() {
        return Primary.INSTANCE;
    }

    /**
     * Prefers the primary.
     *
     * @param tags which secondaries will do, tried in order; none: any
     * @return the preference
     */
    static Members primaryPreferred(TagSet... tags) {
        return new Members(Mode.PRIMARY_PREFERRED, List.of(tags), Optional.empty());
    }

    /**
     * Asks secondaries only.
     *
     * @param tags which secondaries will do, tried in order; none: any
     * @return the preference
     */
    static Members secondary(TagSet... tags) {
        return new Members(Mode.SECONDARY, List.of(tags), Optional.empty());
    }

    /**
     * Prefers secondaries.
     *
     * @param tags which secondaries will do, tried in order; none: any
     * @return the preference
     */
    static Members secondaryPreferred(TagSet... tags) {
        return new Members(Mode.SECONDARY_PREFERRED, List.of(tags), Optional.empty());
    }

    /**
     * Asks whichever member answers fastest.
     *
     * @param tags which members will do, tried in order; none: any
     * @return the preference
     */
    static Members nearest(TagSet... tags) {
        return new Members(Mode.NEAREST, List.of(tags), Optional.empty());
    }
}
