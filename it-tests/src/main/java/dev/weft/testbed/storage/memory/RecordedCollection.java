package dev.weft.testbed.storage.memory;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/** A collection of the backend that tells the journal which documents come, change and go, whatever command does it. */
final class RecordedCollection extends MemoryCollection {
    private final Journal journal;

    RecordedCollection(
            MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors, Journal journal) {
        super(database, name, options, cursors);
        this.journal = journal;
    }

    private boolean recorded() {
        return journal.listens()
                && !getCollectionName().startsWith("system.")
                && !getDatabaseName().equals(Scratch.DATABASE);
    }

    @Override
    protected Integer addDocumentInternal(Document document) {
        Integer position = super.addDocumentInternal(document);
        if (recorded()) {
            String database = getDatabaseName();
            String name = getCollectionName();
            Document added = document.cloneDeeply();
            journal.tell(copy -> copy.backend().collection(database, name).addDocument(added.cloneDeeply()));
        }
        return position;
    }

    @Override
    protected void removeDocument(Integer position) {
        if (recorded()) {
            String database = getDatabaseName();
            String name = getCollectionName();
            Document removed = getDocument(position).cloneDeeply();
            journal.tell(copy -> copy.backend().collection(database, name).removeDocument(removed));
        }
        super.removeDocument(position);
    }

    /** The backend has put the new document in the place of the old one when it calls this. */
    @Override
    protected void handleUpdate(Integer position, Document before, Document after) {
        super.handleUpdate(position, before, after);
        if (recorded()) {
            String database = getDatabaseName();
            String name = getCollectionName();
            Document changed = getDocument(position).cloneDeeply();
            journal.tell(copy -> copy.backend().collection(database, name).overwrite(changed.cloneDeeply()));
        }
    }

    /** Puts a document in the place of the one with the same id, whatever names its fields have. */
    void overwrite(Document changed) {
        Index<Integer> ids = getIndexes().stream()
                .filter(index -> index.getName().equals("_id_"))
                .findFirst()
                .orElseThrow();
        Integer position = ids.getPosition(changed);
        Document place = getDocument(position);
        Document before = place.cloneDeeply();
        getIndexes().forEach(index -> index.updateInPlace(before, changed, position, this));
        place.clear();
        place.putAll(changed);
    }

    List<Document> documents() {
        return streamAllDocumentsWithPosition()
                .map(DocumentWithPosition::getDocument)
                .toList();
    }
}
