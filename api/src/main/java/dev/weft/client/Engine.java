package dev.weft.client;

import dev.weft.core.cursor.Cursors;
import dev.weft.core.execute.OperationRunner;

/** The running half of one client, shared by all its handles. */
record Engine(OperationRunner runner, Cursors cursors) {}
