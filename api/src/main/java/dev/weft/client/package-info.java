/**
 * Clients, handles, queries, cursors, sessions and parallel scopes.
 *
 * <p>Job: the front door; every call blocks its caller and returns on its thread.
 * <p>May use: the packages of {@code dev.weft.core}.
 * <p>Entry: {@code MongoClient}.
 * <p>Threads: starts none of its own; scopes start virtual threads and join them.
 */
@NullMarked
package dev.weft.client;

import org.jspecify.annotations.NullMarked;
