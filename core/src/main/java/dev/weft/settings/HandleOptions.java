package dev.weft.settings;

/** The form that {@code handle.with(o -> ...)} fills in. */
public interface HandleOptions extends HandleDefaults<HandleOptions> {}
