/**
 * What it costs to map a record.
 *
 * <p>Job: answers what reading and writing a record costs in time and garbage, beside the record codec of {@code org.bson} and a {@code Document}.
 * <p>May use: the public API of Weft, and both codecs of records.
 * <p>Entry: {@link dev.weft.benchmarks.mapping.RecordBenchmark}, run by JMH.
 * <p>Threads: those of JMH.
 */
@NullMarked
package dev.weft.benchmarks.mapping;

import org.jspecify.annotations.NullMarked;
