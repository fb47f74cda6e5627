/**
 * Documents read where they lie: in an array, without a tree.
 *
 * <p>Job: walks the elements of a document in a byte array and checks every bound; lets codecs read it.
 * <p>May use: {@code org.bson}, and the error of {@link dev.weft.protocol}.
 * <p>Entry: {@link dev.weft.protocol.bson.Elements}; for codecs {@link dev.weft.protocol.bson.WireReader}.
 * <p>Threads: starts none; a cursor belongs to one caller at a time.
 */
@NullMarked
package dev.weft.protocol.bson;

import org.jspecify.annotations.NullMarked;
