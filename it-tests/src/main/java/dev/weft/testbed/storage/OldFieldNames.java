package dev.weft.testbed.storage;

import dev.weft.testbed.wire.CommandFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * A storage that refuses the field names that no server stored before 5.0 (server manual, "Field Names with Periods and Dollar
 * Signs"; release notes of 5.0): a document to insert with a dollar sign in front, a replacement with one deeper down.
 */
public record OldFieldNames(Storage storage) implements Storage {
    private static final Map<String, String> STATEMENTS =
            Map.of("insert", "documents", "update", "updates", "findAndModify", "update");

    /** The fields of a DBRef begin so at any time (server manual, "Database References"). */
    private static final Set<String> OF_A_REFERENCE = Set.of("$ref", "$id", "$db");

    @Override
    public BsonDocument run(String database, BsonDocument command) {
        String name = command.getFirstKey();
        String field = STATEMENTS.getOrDefault(name, "");
        if (command.get(field) instanceof BsonDocument replacement) {
            checkReplacement(replacement);
        }
        boolean refuses = command.get(field) instanceof BsonArray statements
                && !name.equals("findAndModify")
                && statements.stream().anyMatch(statement -> refused(field, statement));
        return refuses ? each(database, command, field) : storage.run(database, command);
    }

    /** A statement that is refused is a write error, and ends the batch if that is ordered. */
    private BsonDocument each(String database, BsonDocument command, String field) {
        BsonArray statements = command.getArray(field);
        var totals = new Totals();
        boolean ordered = command.getBoolean("ordered", BsonBoolean.TRUE).getValue();
        for (int i = 0; i < statements.size() && !(ordered && totals.failed()); i++) {
            try {
                check(field, statements.get(i));
                BsonDocument one = command.clone();
                one.put(field, new BsonArray(List.of(statements.get(i))));
                totals.add(i, storage.run(database, one));
            } catch (CommandFailure failure) {
                totals.fail(i, failure);
            }
        }
        return totals.reply(field.equals("updates"));
    }

    private static boolean refused(String field, BsonValue statement) {
        try {
            check(field, statement);
            return false;
        } catch (CommandFailure failure) {
            return true;
        }
    }

    private static void check(String field, BsonValue statement) {
        if (!(statement instanceof BsonDocument document)) {
            return;
        }
        if (field.equals("documents")) {
            for (String name : document.keySet()) {
                if (name.startsWith("$")) {
                    throw CommandFailure.badValue("Document can't have $ prefixed field names: " + name);
                }
            }
        } else if (document.get("u") instanceof BsonDocument replacement) {
            checkReplacement(replacement);
        }
    }

    private static void checkReplacement(BsonDocument update) {
        if (update.isEmpty() || !update.getFirstKey().startsWith("$")) {
            update.forEach((name, value) -> checkDeeper(name, value));
        }
    }

    private static void checkDeeper(String path, BsonValue value) {
        switch (value) {
            case BsonDocument document ->
                document.forEach((name, inner) -> {
                    String whole = path + "." + name;
                    if (name.startsWith("$") && !OF_A_REFERENCE.contains(name)) {
                        throw new CommandFailure(
                                52,
                                "The dollar ($) prefixed field '" + name + "' in '" + whole
                                        + "' is not valid for storage.");
                    }
                    checkDeeper(whole, inner);
                });
            case BsonArray array -> array.forEach(element -> checkDeeper(path, element));
            default -> {
                // Other values have no names in them.
            }
        }
    }

    @Override
    public Storage follow(LongSupplier until) {
        return storage.follow(until);
    }

    @Override
    public void close() {
        storage.close();
    }
}
