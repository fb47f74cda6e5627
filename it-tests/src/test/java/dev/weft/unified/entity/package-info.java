/**
 * What the operations of a case work on.
 *
 * <p>Job: makes clients, handles, cursors and the like from their definitions, keeps them by name, closes them in the end.
 *
 * <p>May use: the driver's public API, {@code unified.file}, {@code unified.match}, {@code unified.event}.
 *
 * <p>Entry: {@link dev.weft.unified.entity.Entities}, {@link dev.weft.unified.entity.EntityMaker}.
 *
 * <p>Threads: the map may be used from the case's thread and from thread entities; each thread entity has a virtual thread.
 */
package dev.weft.unified.entity;
