package dev.weft.unified.operation;

import dev.weft.unified.entity.Entity;
import dev.weft.unified.entity.Entity.Kind;
import dev.weft.unified.entity.NotOfferedException;
import java.util.List;

/** What can be done with an open cursor ("Cursor Operations"). */
final class CursorOperations {
    private CursorOperations() {}

    static void register(OperationTable table) {
        for (Kind kind : List.of(Kind.FIND_CURSOR, Kind.COMMAND_CURSOR)) {
            table.add(
                    kind,
                    Entity.Cursor.class,
                    "iterateUntilDocumentOrError",
                    (on, a, s) -> Result.of(on.cursor().next()));
            table.add(
                    kind,
                    Entity.Cursor.class,
                    "iterateOnce",
                    (on, a, s) ->
                            on.cursor().step().<Result>map(Result.Single::new).orElse(Result.nothing()));
            table.add(
                    kind,
                    Entity.Cursor.class,
                    "close",
                    (on, a, s) -> {
                        if (a.any("timeoutMS").isPresent()) {
                            throw new NotOfferedException("timeout of closing a cursor");
                        }
                        on.cursor().close();
                        return Result.nothing();
                    },
                    "timeoutMS");
        }
    }
}
