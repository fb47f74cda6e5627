package dev.weft.core.execute;

import dev.weft.ReadPreference;
import dev.weft.TimeoutMode;
import dev.weft.WriteConcern;
import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.operation.CommandWriter;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.GetMore;
import dev.weft.core.operation.KillCursors;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Update;
import dev.weft.core.operation.WriteBatch;
import dev.weft.core.session.ServerSessionPool;
import dev.weft.core.session.Session;
import dev.weft.core.time.Deadline;
import dev.weft.error.NotSupportedException;
import dev.weft.error.Phase;
import dev.weft.error.TimedOutException;
import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.topology.ServerType;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Writes a whole command: the operation's own fields, and what every command carries beside them. Done anew for each attempt, so that
 * session, time and limits are those of the moment.
 */
final class CommandAssembler {
    private static final ReadPreference ANY_MEMBER = ReadPreference.primaryPreferred();
    /** Header, flags, and the byte that begins the section of kind 0. */
    private static final int BEFORE_BODY = MessageHeader.SIZE + Integer.BYTES + 1;

    private static final int WIRE_VERSION_4_2 = 8;
    private static final int WIRE_VERSION_4_4 = 9;

    private static final long UNTOLD = Long.MAX_VALUE;

    private static final String NUMBER = "txnNumber";
    /** The element as bytes: its type, its name with a zero, its value. */
    private static final int NUMBER_BYTES = 1 + NUMBER.length() + 1 + Long.BYTES;
    /** No place in a message: there is always a header before. */
    private static final int NONE = 0;

    private CommandAssembler() {}

    static void write(WireBuffer out, ConnectionDescription to, Attempt attempt) {
        Operation<?> operation = attempt.operation();
        checkHint(to, operation);
        int messageStart = out.position() - BEFORE_BODY;
        var writer = new CommandWriter(out, operation.target().settings().codecs());
        int body = writer.open();
        operation.writeTo(writer, to);
        writer.string("$db", attempt.database());
        int number = writeSession(writer, to, attempt);
        attempt.client().clock().writeTo(out);
        writeConcerns(writer, attempt);
        writeReadPreference(writer, to, attempt);
        writeLimit(writer, to, attempt);
        out.writeBytes(attempt.client().stableApi());
        writer.close(body);
        operation.writeSequences(writer, to, messageStart);
        if (number != NONE && !attempt.isNumbered(to)) {
            // One of the writes that are in the message may change many documents.
            writer.remove(body, number, NUMBER_BYTES);
        }
    }

    /** A server that does not know the hint of a write has no way to say so when it does not answer (CRUD specification, "hint"). */
    private static void checkHint(ConnectionDescription to, Operation<?> operation) {
        if (to.maxWireVersion() >= WIRE_VERSION_4_4 || operation.acknowledged()) {
            return;
        }
        WriteBatch batch = operation instanceof WriteBatch several ? several : null;
        boolean update = operation instanceof Update || (batch != null && batch.kind() == WriteBatch.Kind.UPDATE);
        boolean hinted = batch == null ? operation.target().options().get(Field.HINT) != null : batch.hinted();
        int since = update ? WIRE_VERSION_4_2 : WIRE_VERSION_4_4;
        if (hinted && to.maxWireVersion() < since) {
            throw new NotSupportedException(
                    Optional.of(to.server()),
                    operation.commandName() + " with a hint needs MongoDB "
                            + (since == WIRE_VERSION_4_2 ? "4.2" : "4.4")
                            + " or newer when the write is unacknowledged; leave the hint out, or acknowledge the write");
        }
    }

    /**
     * Unacknowledged writes have no session of the driver's making (Driver Sessions specification, "Unacknowledged writes"). Returns where the
     * transaction number stands.
     */
    private static int writeSession(CommandWriter writer, ConnectionDescription to, Attempt attempt) {
        Operation<?> operation = attempt.operation();
        if (!operation.acknowledged() || !to.sessionsSupported()) {
            return NONE;
        }
        Session session = attempt.call().session();
        session.use(attempt.client().nanoTime(), to.sessionTimeoutMinutes().orElse(ServerSessionPool.NEVER_EXPIRES));
        session.writeLsid(writer.out());
        if (!attempt.isNumbered(to)) {
            return NONE;
        }
        int number = writer.out().position();
        writer.int64(NUMBER, attempt.txnNumber());
        return number;
    }

    /** A default is left out, whatever was said explicitly is sent (read and write concern specification). */
    private static void writeConcerns(CommandWriter writer, Attempt attempt) {
        Operation<?> operation = attempt.operation();
        var settings = operation.target().settings();
        if (operation.manner().readConcern() && !settings.readConcern().isServerDefault()) {
            writer.document("readConcern", settings.readConcern().asDocument());
        }
        if (operation.manner().writeConcern()) {
            WriteConcern concern = settings.writeConcern();
            if (attempt.call().hasTimeout() && concern.wTimeout().isPresent()) {
                concern = new WriteConcern(concern.w(), concern.journal(), Optional.empty());
            }
            if (!concern.isServerDefault()) {
                writer.document("writeConcern", concern.asDocument());
            }
        }
    }

    /** Server selection specification, "Passing read preference to mongos and load balancers" and "Topology type: Single". */
    private static void writeReadPreference(CommandWriter writer, ConnectionDescription to, Attempt attempt) {
        Operation<?> operation = attempt.operation();
        if (operation.manner().route() == Operation.Route.WHERE_OPENED || to.type() == ServerType.STANDALONE) {
            return;
        }
        ReadPreference preference = attempt.readPreference();
        boolean member = to.type() != ServerType.MONGOS && to.type() != ServerType.LOAD_BALANCER;
        boolean reads = !operation.manner().writeConcern();
        if (preference instanceof ReadPreference.Primary && reads && attempt.isDirect() && member) {
            preference = ANY_MEMBER;
        }
        if (!(preference instanceof ReadPreference.Primary)) {
            writer.document("$readPreference", preference.asDocument());
        }
    }

    private static void writeLimit(CommandWriter writer, ConnectionDescription to, Attempt attempt) {
        Operation<?> operation = attempt.operation();
        Duration asked = operation.serverLimit();
        if (!attempt.call().hasTimeout()) {
            if (asked != null) {
                writer.number("maxTimeMS", asked.toMillis());
            }
            return;
        }
        long told = millisLeft(to, attempt);
        if (operation instanceof GetMore<?>) {
            told = asked == null ? UNTOLD : Math.min(told, asked.toMillis());
        } else if (!(operation instanceof KillCursors)
                && everyStepHasItsOwn(operation.target().options())) {
            told = UNTOLD;
        }
        if (told != UNTOLD) {
            writer.number("maxTimeMS", told);
        }
    }

    /**
     * Commands whose limit the server would take for all steps of the cursor they open tell it none. When it awaits data it does not
     * (timeouts specification, "Tailable cursor behavior").
     */
    private static boolean everyStepHasItsOwn(Options options) {
        return !options.is(Field.AWAIT_DATA)
                && (options.get(Field.TIMEOUT_MODE) == TimeoutMode.EACH_BATCH || options.is(Field.TAILABLE));
    }

    /**
     * Milliseconds the server may take for the reply to be back in time; a command that can't be is not sent (timeouts specification,
     * "Command Execution").
     */
    private static long millisLeft(ConnectionDescription to, Attempt attempt) {
        Deadline deadline = attempt.call().deadline();
        if (!deadline.exists()) {
            return UNTOLD;
        }
        long now = attempt.client().nanoTime();
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline.remaining(now) - attempt.minRoundTripNanos());
        if (millis <= 0) {
            throw new TimedOutException(
                    Phase.SEND, deadline.allowed(), deadline.elapsed(now), Optional.of(to.server()), null);
        }
        return millis;
    }
}
