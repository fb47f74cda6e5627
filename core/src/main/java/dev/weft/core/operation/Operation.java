package dev.weft.core.operation;

import dev.weft.ReadPreference;
import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import dev.weft.error.CommandFailedException;
import dev.weft.error.WriteConcernFailedException;
import java.time.Duration;
import org.bson.codecs.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * One command as data: what it sends, what it makes of the reply, and how it may be routed, retried and concerned. Knows nothing of
 * sessions, servers or attempts.
 *
 * @param <R> what the command results in
 */
public sealed interface Operation<R>
        permits Operation.OpensCursor,
                Aggregate.Out,
                CatalogWrite,
                ClientWrite,
                CountDocuments,
                Delete,
                Distinct,
                Drop,
                EstimatedCount,
                Explain,
                FindAndModify,
                FindOne,
                GetMore,
                InsertOne,
                KillCursors,
                ListDatabases,
                Ping,
                RunCommand,
                Update,
                WriteBatch {

    /** How the engine treats a command: one row per kind of command there is. */
    enum Manner {
        /** Reads data: routed by read preference, concerned, retried once. */
        QUERY(Route.READ_PREFERENCE, Retry.READ, true, false),
        /** Reads the catalog: from the primary, without concerns (enumeration specifications). */
        CATALOG(Route.PRIMARY, Retry.READ, false, false),
        /** Writes what may be written twice under one transaction number. */
        SINGLE_WRITE(Route.PRIMARY, Retry.WRITE, false, true),
        /** Writes what may not: many documents by one statement, collections, indexes. */
        OTHER_WRITE(Route.PRIMARY, Retry.NEVER, false, true),
        /** Reads and writes: a pipeline that ends in {@code $out} or {@code $merge}, for which no secondary is too old. */
        READ_AND_WRITE(Route.READ_PREFERENCE, Retry.NEVER, true, true),
        /** Changes the catalog of search indexes, which is no part of the data: no concern is for it. */
        SEARCH_CATALOG(Route.PRIMARY, Retry.NEVER, false, false),
        /** The user's own command, sent as it is (run command specification). */
        COMMAND(Route.READ_PREFERENCE, Retry.NEVER, false, false),
        /** Goes on with a cursor where it was opened, and has no limit of time but the one it brings. */
        CURSOR(Route.WHERE_OPENED, Retry.NEVER, false, false);

        private final Route route;
        private final Retry retry;
        private final boolean readConcern;
        private final boolean writeConcern;

        Manner(Route route, Retry retry, boolean readConcern, boolean writeConcern) {
            this.route = route;
            this.retry = retry;
            this.readConcern = readConcern;
            this.writeConcern = writeConcern;
        }

        /** Which server it is for. */
        public Route route() {
            return route;
        }

        /** Whether it may be tried again after a failure that is retryable. */
        public Retry retry() {
            return retry;
        }

        /** Whether it takes the handle's read concern. */
        public boolean readConcern() {
            return readConcern;
        }

        /** Whether it takes the handle's write concern. */
        public boolean writeConcern() {
            return writeConcern;
        }
    }

    /** Which server a command is for. */
    enum Route {
        READ_PREFERENCE,
        PRIMARY,
        WHERE_OPENED
    }

    /** Under which specification a command may be tried again. */
    enum Retry {
        NEVER,
        READ,
        WRITE
    }

    /**
     * A command whose reply holds a cursor.
     *
     * @param <T> what its documents are decoded to
     */
    sealed interface OpensCursor<T> extends Operation<Batch<T>>
            permits Aggregate, Find, ListCollections, ListIndexes, RunCursorCommand {
        /** What makes the user's objects of its documents. */
        Decoder<? extends T> decoder();

        /** How many documents there may be in all: 0 for any number. */
        default long limit() {
            return 0;
        }

        /** What each {@code getMore} asks for: 0 leaves it to the server. */
        default int batchSize() {
            return (int) target().options().number(Field.BATCH_SIZE);
        }
    }

    /** Where the command goes. */
    Target target();

    /** The command's name, which is its first field. */
    String commandName();

    /** How the engine treats it. What several writes are is known only once they are written, so it is to be asked anew. */
    Manner manner();

    /** Whether the server answers: false only for writes with write concern 0. */
    default boolean acknowledged() {
        return !manner().writeConcern() || target().settings().writeConcern().isAcknowledged();
    }

    /** Which servers may read it, if it is routed by read preference. */
    default ReadPreference readPreference() {
        return manner().route() == Route.READ_PREFERENCE
                ? target().settings().readPreference()
                : ReadPreference.primary();
    }

    /** How long the server may work on it, if the user has set that and no timeout of the call replaces it; null: as long as it likes. */
    default @Nullable Duration serverLimit() {
        return manner() == Manner.CURSOR ? null : target().options().duration(Field.MAX_TIME);
    }

    /** Writes the command's own fields, its name first. */
    void writeTo(CommandWriter out, ConnectionDescription to);

    /** Writes sections of documents behind the command's body; {@code messageStart} is where the message begins. */
    default void writeSequences(CommandWriter out, ConnectionDescription to, int messageStart) {}

    /** Reads a reply with {@code ok: 1}; everything it keeps, it copies. Throws what the reply says has failed. */
    R read(Reply reply, ConnectionDescription from);

    /** What to make of a reply with {@code ok: 0}, once no retry is left: some commands have a result or a failure of their own for it. */
    default R failed(CommandFailedException failure) {
        throw failure;
    }

    /** What the result says of a failed write concern; null when it says nothing of one. */
    default @Nullable WriteConcernFailedException concern(R result) {
        return null;
    }

    /** What to make of a write that was made, but is not as widely known as asked, once no retry is left. */
    default R written(WriteConcernFailedException concern) {
        throw concern;
    }

    /** What to return when nothing was answered. */
    default R unanswered() {
        throw new IllegalStateException(commandName() + " is always answered");
    }
}
