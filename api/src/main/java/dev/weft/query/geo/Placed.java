package dev.weft.query.geo;

import dev.weft.query.shape.Valued;

/** How a position writes itself. */
interface Placed extends Valued {}
