package dev.weft.core.operation;

import dev.weft.ReadPreference;
import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import java.util.List;
import org.bson.BsonDocument;

/**
 * Tells the server that sessions are not needed any more; any member will do, and what it answers may be ignored (Driver Sessions
 * specification, "endSessions").
 *
 * @param sessions their {@code lsid}s, at most 10,000
 */
public record EndSessions(Target target, List<BsonDocument> sessions) implements Operation<Boolean> {
    private static final ReadPreference ANYWHERE = ReadPreference.primaryPreferred();

    @Override
    public String commandName() {
        return "endSessions";
    }

    @Override
    public Manner manner() {
        return Manner.COMMAND;
    }

    @Override
    public boolean inSession() {
        return false;
    }

    @Override
    public ReadPreference readPreference() {
        return ANYWHERE;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.documents("endSessions", sessions);
    }

    @Override
    public Boolean read(Reply reply, ConnectionDescription from) {
        return true;
    }
}
