/**
 * A test file of the unified format as typed values.
 *
 * <p>Job: reads a file strictly: what the format's schema does not know is an error that names the place.
 *
 * <p>May use: {@code org.bson}, nothing of the driver.
 *
 * <p>Entry: {@link dev.weft.unified.file.TestFile#read}.
 *
 * <p>Threads: values only, none of its own.
 */
package dev.weft.unified.file;
