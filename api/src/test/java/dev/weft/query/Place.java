package dev.weft.query;

/** Where a server reads what a builder made. */
public enum Place {
    FILTER,
    UPDATE,
    PROJECTION,
    SORT,
    INDEX,
    /** A stage of a collection's pipeline. */
    STAGE,
    /** A stage of a database's pipeline. */
    DATABASE_STAGE,
    /** A stage of the pipeline of the database {@code admin}. */
    ADMIN_STAGE,
    /** A stage of {@code config.system.sessions}. */
    SESSIONS_STAGE,
    ACCUMULATOR,
    WINDOW,
    WINDOW_OUTPUT,
    DENSIFY_RANGE,
    FILL_OUTPUT,
    FACET,
    EXPRESSION,
    GEOMETRY,
    SCHEMA,
    SEARCH_OPERATOR,
    SEARCH_INDEX,
    VECTOR_INDEX,
    /** A part of something else that is in the table, too. */
    PART
}
