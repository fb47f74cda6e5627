/**
 * The words that users and engine share: addresses, namespaces, read preferences, concerns.
 *
 * <p>Job: names what MongoDB names, as values.
 * <p>May use: {@code org.bson}, nothing else of Weft.
 * <p>Entry: each record stands for itself.
 * <p>Threads: starts none; everything is immutable.
 */
@NullMarked
package dev.weft;

import org.jspecify.annotations.NullMarked;
