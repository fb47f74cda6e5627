package dev.weft.core.operation;

import dev.weft.ReturnDocument;
import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Part;
import dev.weft.core.connection.Reply;
import dev.weft.error.CommandFailedException;
import dev.weft.error.ErrorCodes;
import dev.weft.error.ErrorLabel;
import dev.weft.error.WriteFailedException;
import java.util.Optional;
import org.bson.codecs.Decoder;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Changes, replaces or deletes one document and returns it, as it was before or is afterwards.
 *
 * @param filter which document
 * @param change what becomes of it; null: it is deleted
 */
public record FindAndModify<T>(Target target, Bson filter, Update.@Nullable Change change, Decoder<? extends T> decoder)
        implements Operation<Optional<T>> {
    private static final long COMPUTED = Field.bits(Field.PROJECTION);

    @Override
    public String commandName() {
        return "findAndModify";
    }

    @Override
    public Manner manner() {
        return Manner.SINGLE_WRITE;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.string("findAndModify", target.namespace().collection());
        out.document("query", filter);
        if (change == null) {
            out.bool("remove", true);
        } else {
            change.writeTo(out, "update");
            if (target.options().get(Field.RETURN_DOCUMENT) == ReturnDocument.AFTER) {
                out.bool("new", true);
            }
        }
        Bson projection = target.options().document(Field.PROJECTION);
        if (projection != null) {
            out.document("fields", projection);
        }
        target.options().writeTo(out, Field.sent(to) & ~COMPUTED);
    }

    @Override
    public Optional<T> read(Reply reply, ConnectionDescription from) {
        WriteReply.check(reply, from);
        return reply.isDocument(Part.VALUE)
                ? Optional.of(Batch.decode(reply, reply.offset(Part.VALUE), reply.length(Part.VALUE), decoder))
                : Optional.empty();
    }

    /** This command reports as a failure of its own what others report among {@code writeErrors}. */
    @Override
    public Optional<T> failed(CommandFailedException failure) {
        if (failure.server().isPresent()
                && (ErrorCodes.DUPLICATE_KEY.contains(failure.code())
                        || ErrorCodes.VALIDATION.contains(failure.code()))) {
            var write = WriteFailedException.of(failure.server().get(), failure.reply());
            failure.labels().forEach(label -> ErrorLabel.add(write, label));
            write.addSuppressed(failure);
            throw write;
        }
        throw failure;
    }

    @Override
    public Optional<T> unanswered() {
        return Optional.empty();
    }
}
