/**
 * GridFS: files of any size, in a database.
 *
 * <p>Job: says what a bucket of files, its files, their keys and their streams are; {@code dev.weft.client} implements them.
 * <p>May use: {@code dev.weft.client} and its forms.
 * <p>Entry: {@link dev.weft.client.gridfs.GridFsBucket}, which {@code MongoDatabase.bucket()} returns.
 * <p>Threads: buckets, keys and files are immutable and shared freely; a stream serves one thread at a time. Everything runs on the caller's
 * thread.
 */
@NullMarked
package dev.weft.client.gridfs;

import org.jspecify.annotations.NullMarked;
