package dev.weft.core.cluster;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Outgoing;
import dev.weft.core.mapping.Trees;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.settings.StableApi;
import java.util.Optional;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** A command that the driver sends for itself, to clean up. Rare enough to be a tree. */
record DriverCommand(String commandName, BsonDocument body) implements Outgoing {
    static DriverCommand of(String name, BsonValue argument, String database) {
        return new DriverCommand(name, new BsonDocument(name, argument).append("$db", new BsonString(database)));
    }

    DriverCommand with(String field, BsonValue value) {
        body.append(field, value);
        return this;
    }

    /** Every command of a client with a declared API says so (Stable API specification). */
    DriverCommand under(Optional<StableApi> declared) {
        declared.ifPresent(api -> {
            body.append("apiVersion", new BsonString(api.version()));
            if (api.strict()) {
                body.append("apiStrict", BsonBoolean.TRUE);
            }
            if (api.deprecationErrors()) {
                body.append("apiDeprecationErrors", BsonBoolean.TRUE);
            }
        });
        return this;
    }

    @Override
    public String database() {
        return body.getString("$db").getValue();
    }

    @Override
    public long operationId() {
        return 0;
    }

    @Override
    public void writeBody(WireBuffer out, ConnectionDescription to) {
        Trees.write(out, body);
    }
}
