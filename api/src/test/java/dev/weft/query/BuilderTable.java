package dev.weft.query;

import java.util.List;
import java.util.stream.Stream;

/** Every builder with what the manual says it has to make; sent to servers by the integration tests, too. */
public final class BuilderTable {
    private BuilderTable() {}

    public static List<Row> rows() {
        return Stream.of(
                        FilterRows.rows(),
                        GeoRows.rows(),
                        UpdateRows.rows(),
                        ProjectionRows.rows(),
                        StageRows.rows(),
                        JoinRows.rows(),
                        ServerStageRows.rows(),
                        SearchStageRows.rows(),
                        AccumulatorRows.rows(),
                        WindowRows.rows(),
                        ValueExpressionRows.rows(),
                        TextAndDateExpressionRows.rows(),
                        ArrayExpressionRows.rows(),
                        SchemaRows.rows(),
                        SearchRows.rows())
                .flatMap(List::stream)
                .toList();
    }
}
