package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import dev.weft.error.CommandFailedException;
import dev.weft.error.NotSupportedException;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/**
 * Changes the catalog: collections, views, indexes. Results in the whole reply.
 *
 * @param commandName the command
 * @param subject what its first field names: a collection, or a whole namespace for a command of the database {@code admin}
 * @param fields the command's other fields
 * @param kind how it is treated
 */
public record CatalogWrite(Target target, String commandName, String subject, Bson fields, Kind kind)
        implements Operation<BsonDocument> {
    /** What a failed command answers that has nothing to change: there is no such collection. */
    private static final int NAMESPACE_NOT_FOUND = 26;

    /** MongoDB 4.4, the first that knows a quorum. */
    private static final int QUORUM_SINCE = 9;

    /**
     * How such a command is treated.
     *
     * @param manner whether it takes the write concern
     * @param harmless what it may fail with because there is nothing to do
     */
    public record Kind(Manner manner, Set<Integer> harmless) {
        /** A command that takes the handle's write concern. */
        public static final Kind CONCERNED = new Kind(Manner.OTHER_WRITE, Set.of());

        /** The same where a collection that does not exist is fine. */
        public static final Kind DROPS = new Kind(Manner.OTHER_WRITE, Set.of(NAMESPACE_NOT_FOUND));

        /** A command about search indexes, which takes no concerns (index management specification, "Search Indexes"). */
        public static final Kind SEARCH = new Kind(Manner.SEARCH_CATALOG, Set.of());

        /** The same where a collection that does not exist is fine. */
        public static final Kind DROPS_SEARCH = new Kind(Manner.SEARCH_CATALOG, Set.of(NAMESPACE_NOT_FOUND));
    }

    /** A command about the target's collection. */
    public static CatalogWrite of(Target target, String commandName, Bson fields, Kind kind) {
        return new CatalogWrite(target, commandName, target.namespace().collection(), fields, kind);
    }

    @Override
    public Manner manner() {
        return kind.manner();
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        checkQuorum(to);
        out.string(commandName, subject);
        out.fieldsOf(fields);
        target.options().writeTo(out, Field.sent(to));
    }

    /** Older servers would pass over it in silence (index management specification, "Why is the driver required to throw an error..."). */
    private void checkQuorum(ConnectionDescription to) {
        if (target.options().get(Field.COMMIT_QUORUM) != null && to.maxWireVersion() < QUORUM_SINCE) {
            throw new NotSupportedException(
                    Optional.of(to.server()), "commitQuorum needs MongoDB 4.4 or newer: leave it out");
        }
    }

    @Override
    public BsonDocument read(Reply reply, ConnectionDescription from) {
        WriteReply.check(reply, from);
        return reply.tree();
    }

    @Override
    public BsonDocument failed(CommandFailedException failure) {
        if (kind.harmless().contains(failure.code())) {
            return failure.reply();
        }
        throw failure;
    }

    @Override
    public BsonDocument unanswered() {
        return new BsonDocument();
    }
}
