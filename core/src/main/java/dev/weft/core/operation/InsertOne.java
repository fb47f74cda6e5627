package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import dev.weft.result.InsertOneResult;
import org.bson.codecs.Encoder;

/**
 * Inserts one document.
 *
 * @param document the document, which is not changed
 * @param id what keeps the id that is made for it, so that sending it again inserts the same
 */
public record InsertOne<T>(Target target, T document, Encoder<? super T> encoder, InsertedId id)
        implements Operation<InsertOneResult> {
    /** An insert that has not been sent. */
    public InsertOne(Target target, T document, Encoder<? super T> encoder) {
        this(target, document, encoder, new InsertedId());
    }

    @Override
    public String commandName() {
        return "insert";
    }

    @Override
    public Manner manner() {
        return Manner.SINGLE_WRITE;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.string("insert", target.namespace().collection());
        int documents = out.openArray("documents");
        int size = out.storedElement("0", document, encoder, id);
        if (size > to.maxBsonObjectSize()) {
            throw TooLarge.failure(size, to.maxBsonObjectSize(), to);
        }
        out.close(documents);
        // As for every write, though there is nothing to order: command monitoring's cases expect to see it.
        out.bool("ordered", true);
        target.options().writeTo(out, Field.sent(to));
    }

    @Override
    public InsertOneResult read(Reply reply, ConnectionDescription from) {
        WriteReply.check(reply, from);
        return new InsertOneResult(true, id.value());
    }

    @Override
    public InsertOneResult unanswered() {
        return new InsertOneResult(false, id.value());
    }
}
