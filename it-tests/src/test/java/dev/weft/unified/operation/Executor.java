package dev.weft.unified.operation;

import dev.weft.unified.entity.Entity;
import dev.weft.unified.entity.Entity.Kind;
import dev.weft.unified.entity.NotOfferedException;
import dev.weft.unified.entity.WrongEntityException;
import dev.weft.unified.file.MalformedFileException;
import dev.weft.unified.file.Operation;
import dev.weft.unified.match.Mismatch;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Runs one operation and holds its error or result against what the file expects ("Executing an Operation"). */
public final class Executor {
    private static final String SESSION = "session";

    private final Scene scene;

    public Executor(Scene scene) {
        this.scene = scene;
    }

    public void execute(Operation operation) {
        Entity target = operation.object().equals(Operation.TEST_RUNNER)
                ? new Entity.Runner()
                : scene.entities().get(operation.object());
        if (target instanceof Entity.Missing missing) {
            throw new NotOfferedException(missing.what());
        }
        var row = offered(target.kind(), operation);
        BsonDocument given = resolved(operation);
        var arguments = new Arguments(operation.path() + " " + operation.name(), given, row.arguments());
        Result result;
        try {
            result = row.run(target, arguments, scene);
            arguments.end();
        } catch (NotOfferedException | MalformedFileException | WrongEntityException ofTheCase) {
            // Nothing that the driver did: no expectation of the file may swallow it.
            throw ofTheCase;
        } catch (RuntimeException failure) {
            failed(operation, failure);
            return;
        }
        succeeded(operation, result);
    }

    static OperationTable.Row.Offered<?> offered(Kind kind, Operation operation) {
        return switch (OperationTable.row(kind, operation.name())
                .orElseThrow(() -> new MalformedFileException(
                        operation.path(), operation.name() + " is no operation of a " + kind))) {
            case OperationTable.Row.Absent absent -> throw new NotOfferedException(absent.what());
            case OperationTable.Row.Offered<?> offered -> offered;
        };
    }

    /** A session becomes the entity it names before anything else happens; today no entity can be one. */
    private BsonDocument resolved(Operation operation) {
        BsonValue session = operation.arguments().get(SESSION);
        if (session != null) {
            scene.entities().sessionId(session.asString().getValue());
        }
        return operation.arguments();
    }

    private void failed(Operation operation, RuntimeException failure) {
        if (operation.ignoreResultAndError()) {
            return;
        }
        if (operation.expectError().isEmpty()) {
            var mismatch = new Mismatch(
                    operation.path() + " " + operation.name(),
                    "failed with " + failure.getClass().getSimpleName() + ": " + failure.getMessage());
            mismatch.initCause(failure);
            throw mismatch;
        }
        new ErrorCheck(operation.path() + ".expectError", scene.matcher())
                .check(operation.expectError().get(), failure);
    }

    private void succeeded(Operation operation, Result result) {
        if (operation.ignoreResultAndError()) {
            return;
        }
        if (operation.expectError().isPresent()) {
            throw new Mismatch(operation.path() + " " + operation.name(), "succeeded, expected an error");
        }
        operation.expectResult().ifPresent(expected -> check(operation.path() + ".expectResult", expected, result));
        operation.saveResultAs().ifPresent(name -> scene.entities().put(name, result.entity(operation.path())));
    }

    private void check(String path, BsonValue expected, Result result) {
        switch (result) {
            case Result.Nothing nothing -> scene.matcher().root(path, expected, nothingAtAll());
            case Result.Single single -> scene.matcher().root(path, expected, single.value());
            case Result.Iterated iterated -> scene.matcher().iterated(path, expected, iterated.documents());
            case Result.Made made ->
                throw new Mismatch(path, "a " + made.entity().kind() + " can't be compared");
        }
    }

    private static @Nullable BsonValue nothingAtAll() {
        return null;
    }
}
