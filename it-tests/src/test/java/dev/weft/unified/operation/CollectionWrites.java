package dev.weft.unified.operation;

import dev.weft.ReturnDocument;
import dev.weft.unified.entity.Entity;
import dev.weft.unified.entity.Entity.Kind;
import java.util.Arrays;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.conversions.Bson;

/** Writes to a collection. */
final class CollectionWrites {
    private CollectionWrites() {}

    static void register(OperationTable table) {
        add(table, "insertOne", CollectionWrites::insertOne, CallArguments.of("document", "bypassDocumentValidation"));
        add(
                table,
                "insertMany",
                CollectionWrites::insertMany,
                CallArguments.of("documents", "bypassDocumentValidation", "ordered"));
        add(table, "updateOne", CollectionWrites::updateOne, CallArguments.ofChanging("filter", "update", "sort"));
        add(table, "updateMany", CollectionWrites::updateMany, CallArguments.ofChanging("filter", "update"));
        add(
                table,
                "replaceOne",
                CollectionWrites::replaceOne,
                CallArguments.ofWriting("filter", "replacement", "sort", "upsert"));
        add(table, "deleteOne", CollectionWrites::deleteOne, CallArguments.ofMatching("filter", "let"));
        add(table, "deleteMany", CollectionWrites::deleteMany, CallArguments.ofMatching("filter", "let"));
        add(
                table,
                "findOneAndUpdate",
                CollectionWrites::findOneAndUpdate,
                CallArguments.ofChanging("filter", "update", "sort", "projection", "returnDocument"));
        add(
                table,
                "findOneAndReplace",
                CollectionWrites::findOneAndReplace,
                CallArguments.ofWriting("filter", "replacement", "sort", "projection", "returnDocument", "upsert"));
        add(
                table,
                "findOneAndDelete",
                CollectionWrites::findOneAndDelete,
                CallArguments.ofMatching("filter", "sort", "projection", "let"));
    }

    private interface Write {
        BsonValue run(Entity.Collection on, Arguments arguments);
    }

    private static void add(OperationTable table, String name, Write write, String[] arguments) {
        table.add(
                Kind.COLLECTION,
                Entity.Collection.class,
                name,
                (on, given, scene) -> Result.of(write.run(on, given)),
                arguments);
    }

    private static BsonValue insertOne(Entity.Collection on, Arguments a) {
        return Results.of(on.collection().insertOne(a.document("document"), o -> {
            CallArguments.fill(a, o);
            a.flag("bypassDocumentValidation", o::bypassDocumentValidation);
        }));
    }

    private static BsonValue insertMany(Entity.Collection on, Arguments a) {
        return Results.of(on.collection().insertMany(a.documents("documents"), o -> {
            CallArguments.fill(a, o);
            a.flag("bypassDocumentValidation", o::bypassDocumentValidation);
            a.flag("ordered", o::ordered);
        }));
    }

    private static BsonValue updateOne(Entity.Collection on, Arguments a) {
        Bson filter = a.document("filter");
        return Results.of(on.collection().updateOne(filter, a.update("update"), o -> {
            CallArguments.writing(a, o);
            CallArguments.changing(a, o);
            a.document("sort", o::sort);
        }));
    }

    private static BsonValue updateMany(Entity.Collection on, Arguments a) {
        Bson filter = a.document("filter");
        return Results.of(on.collection().updateMany(filter, a.update("update"), o -> {
            CallArguments.writing(a, o);
            CallArguments.changing(a, o);
        }));
    }

    private static BsonValue replaceOne(Entity.Collection on, Arguments a) {
        BsonDocument filter = a.document("filter");
        return Results.of(on.collection().replaceOne(filter, a.document("replacement"), o -> {
            CallArguments.writing(a, o);
            CallArguments.matching(a, o);
            a.flag("upsert", o::upsert);
            a.document("sort", o::sort);
        }));
    }

    private static BsonValue deleteOne(Entity.Collection on, Arguments a) {
        return Results.of(on.collection().deleteOne(a.document("filter"), o -> {
            CallArguments.fill(a, o);
            CallArguments.matching(a, o);
            a.document("let", o::let);
        }));
    }

    private static BsonValue deleteMany(Entity.Collection on, Arguments a) {
        return Results.of(on.collection().deleteMany(a.document("filter"), o -> {
            CallArguments.fill(a, o);
            CallArguments.matching(a, o);
            a.document("let", o::let);
        }));
    }

    private static BsonValue findOneAndUpdate(Entity.Collection on, Arguments a) {
        Bson filter = a.document("filter");
        ReturnDocument which = returned(a);
        return orNull(on.collection().findOneAndUpdate(filter, a.update("update"), o -> {
            CallArguments.writing(a, o);
            CallArguments.changing(a, o);
            a.document("sort", o::sort);
            a.document("projection", o::project);
            o.returnDocument(which);
        }));
    }

    private static BsonValue findOneAndReplace(Entity.Collection on, Arguments a) {
        BsonDocument filter = a.document("filter");
        ReturnDocument which = returned(a);
        return orNull(on.collection().findOneAndReplace(filter, a.document("replacement"), o -> {
            CallArguments.writing(a, o);
            CallArguments.matching(a, o);
            a.flag("upsert", o::upsert);
            a.document("sort", o::sort);
            a.document("projection", o::project);
            o.returnDocument(which);
        }));
    }

    private static BsonValue findOneAndDelete(Entity.Collection on, Arguments a) {
        return orNull(on.collection().findOneAndDelete(a.document("filter"), o -> {
            CallArguments.fill(a, o);
            CallArguments.matching(a, o);
            a.document("let", o::let);
            a.document("sort", o::sort);
            a.document("projection", o::project);
        }));
    }

    /** "Test runners MUST raise an error if its value does not case-insensitively match either enum value." */
    private static ReturnDocument returned(Arguments a) {
        return a.word(
                "returnDocument",
                word -> Arrays.stream(ReturnDocument.values())
                        .filter(each -> each.name().equalsIgnoreCase(word))
                        .findFirst(),
                ReturnDocument.BEFORE);
    }

    private static BsonValue orNull(Optional<BsonDocument> document) {
        return document.map(BsonValue.class::cast).orElse(BsonNull.VALUE);
    }
}
