package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import dev.weft.result.InsertOneResult;
import org.bson.codecs.Encoder;

/** Inserts one document. It keeps the id it makes, so that sending it again inserts the same. */
public final class InsertOne<T> implements Operation<InsertOneResult> {
    private final Target target;
    private final T document;
    private final Encoder<? super T> encoder;
    private final InsertedId id = new InsertedId();

    /** An insert of {@code document}, which is not changed. */
    public InsertOne(Target target, T document, Encoder<? super T> encoder) {
        this.target = target;
        this.document = document;
        this.encoder = encoder;
    }

    @Override
    public Target target() {
        return target;
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
        out.storedElement("0", document, encoder, id, to);
        out.close(documents);
        target.options().writeTo(out, Field.SENT);
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
