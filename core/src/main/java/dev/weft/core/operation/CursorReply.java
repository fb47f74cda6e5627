package dev.weft.core.operation;

import dev.weft.Namespace;
import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Part;
import dev.weft.core.connection.Reply;
import dev.weft.error.ProtocolBrokenException;
import java.util.Arrays;
import java.util.Optional;
import org.bson.codecs.Decoder;

/** Reads the batch of a cursor in a reply where it lies. */
final class CursorReply {
    /** A batch of this size takes the reply's array along; a smaller one is copied, and the connection keeps its array. */
    static final int DETACHED_FROM = 64 * 1024;

    private CursorReply() {}

    /** The batch in a reply, of which nothing is kept in the reply's array unless it goes along. */
    static <T> Batch<T> keep(Reply reply, ConnectionDescription from, Target target, Decoder<? extends T> decoder) {
        Part part = batch(reply, from);
        int offset = reply.offset(part);
        int length = reply.length(part);
        int size = count(reply, from, part);
        long cursorId = reply.number(Part.CURSOR_ID);
        Namespace namespace = cursorId == 0 ? target.namespace() : namespace(reply, target);
        if (length >= DETACHED_FROM) {
            return new Batch<>(namespace, cursorId, size, reply.detach(), offset, decoder);
        }
        byte[] copy = Arrays.copyOfRange(reply.array(), offset, offset + length);
        return new Batch<>(namespace, cursorId, size, copy, 0, decoder);
    }

    /** The first document of a reply, decoded while the array is still the connection's. */
    static <T> Optional<T> first(Reply reply, ConnectionDescription from, Decoder<? extends T> decoder) {
        Part part = batch(reply, from);
        var elements = reply.elements(part);
        return elements.next()
                ? Optional.of(Batch.decode(reply, elements.documentOffset(), elements.valueLength(), decoder))
                : Optional.empty();
    }

    private static Part batch(Reply reply, ConnectionDescription from) {
        if (reply.isArray(Part.FIRST_BATCH)) {
            return Part.FIRST_BATCH;
        }
        if (reply.isArray(Part.NEXT_BATCH)) {
            return Part.NEXT_BATCH;
        }
        throw new ProtocolBrokenException(
                from.server(), "the reply holds no cursor: the command was none that opens or continues one", null);
    }

    /** Counts the documents, which also proves that the batch holds nothing else. */
    private static int count(Reply reply, ConnectionDescription from, Part part) {
        var elements = reply.elements(part);
        int size = 0;
        while (elements.next()) {
            if (!elements.isDocument()) {
                throw new ProtocolBrokenException(from.server(), "a batch holds something that is no document", null);
            }
            size++;
        }
        return size;
    }

    /** What the server calls the collection of an open cursor; for commands of a whole database it differs from what was asked. */
    private static Namespace namespace(Reply reply, Target target) {
        String ns = reply.string(Part.CURSOR_NS);
        int dot = ns.indexOf('.');
        return dot <= 0 || dot == ns.length() - 1
                ? target.namespace()
                : new Namespace(ns.substring(0, dot), ns.substring(dot + 1));
    }
}
