/**
 * Records to documents and back.
 *
 * <p>Job: makes codecs for records, for sealed interfaces of records, and for what their components may be; each once, from method handles, so
 * that a value costs no reflection. Says where a document does not fit.
 * <p>May use: {@code dev.weft} and {@code dev.weft.error}.
 * <p>Entry: {@link dev.weft.core.mapping.Mapping}, which adds all this to a registry of codecs.
 * <p>Threads: any; codecs are immutable.
 */
@NullMarked
package dev.weft.core.mapping;

import org.jspecify.annotations.NullMarked;
