package dev.weft.unified.operation;

import dev.weft.unified.entity.Entity.Kind;
import dev.weft.unified.entity.EntityMaker;
import dev.weft.unified.entity.NotOfferedException;
import dev.weft.unified.file.EntitySpec;
import dev.weft.unified.file.Operation;
import dev.weft.unified.file.TestCase;
import dev.weft.unified.file.TestFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Looks through a case for operations that are not in the table or not offered, before anything is sent: a case that can't be finished
 * need not begin, and says what it lacks, not where it happened to fail first.
 */
public final class Preview {
    private static final Map<String, Kind> MADE = Map.of(
            "createCollection", Kind.COLLECTION,
            "createFindCursor", Kind.FIND_CURSOR,
            "createCommandCursor", Kind.COMMAND_CURSOR,
            "createChangeStream", Kind.CHANGE_STREAM);

    private final Map<String, Kind> kinds = new HashMap<>(Map.of(Operation.TEST_RUNNER, Kind.TEST_RUNNER));

    private Preview() {}

    /** Throws what the case would run into. */
    public static void of(TestFile file, TestCase testCase) {
        var preview = new Preview();
        file.entities().forEach(preview::entity);
        testCase.operations().forEach(preview::operation);
        if (!testCase.logs().isEmpty()) {
            throw new NotOfferedException("log messages");
        }
        if (!testCase.spans().isEmpty()) {
            throw new NotOfferedException("tracing");
        }
    }

    private void entity(EntitySpec spec) {
        kinds.put(
                spec.id(),
                switch (spec) {
                    case EntitySpec.Client client -> Kind.CLIENT;
                    case EntitySpec.Database database -> Kind.DATABASE;
                    case EntitySpec.Collection collection -> Kind.COLLECTION;
                    case EntitySpec.Session session -> Kind.SESSION;
                    case EntitySpec.Bucket bucket -> Kind.BUCKET;
                    case EntitySpec.ClientEncryption encryption -> Kind.CLIENT_ENCRYPTION;
                    case EntitySpec.ThreadSpec thread -> Kind.THREAD;
                });
    }

    private void operation(Operation operation) {
        Kind kind = kinds.get(operation.object());
        if (kind == null) {
            // Whether it is there can only be said when its turn comes.
            return;
        }
        Executor.offered(kind, operation);
        if (kinds.get(name(operation.arguments().get("session"))) == Kind.SESSION) {
            throw new NotOfferedException(EntityMaker.SESSIONS);
        }
        inside(operation);
        operation.saveResultAs().ifPresent(name -> kinds.put(name, MADE.getOrDefault(operation.name(), Kind.VALUE)));
    }

    private void inside(Operation operation) {
        BsonDocument arguments = operation.arguments();
        if (operation.name().equals("createEntities") && arguments.get("entities") instanceof List<?> specs) {
            specs.forEach(each -> entity(EntitySpec.read(operation.path() + ".entities", (BsonValue) each)));
        }
        if (arguments.get("operation") instanceof BsonDocument other
                && operation.name().equals("runOnThread")) {
            operation(Operation.read(operation.path() + ".operation", other));
        }
    }

    private static String name(BsonValue value) {
        return value != null && value.isString() ? value.asString().getValue() : "";
    }
}
