package dev.weft.protocol;

import java.util.List;
import org.bson.RawBsonDocument;

/** A part of an OP_MSG. The documents are views of the bytes that were read, not copies. */
public sealed interface Section {
    /** Kind 0: the command or the reply. */
    record Body(RawBsonDocument document) implements Section {}

    /** Kind 1: an argument of the command that is an array of documents, as documents one after the other. */
    record DocumentSequence(String identifier, List<RawBsonDocument> documents) implements Section {
        public DocumentSequence {
            documents = List.copyOf(documents);
        }
    }
}
