/**
 * What it costs to write commands and to read replies.
 *
 * <p>Job: answers what encoding and decoding cost in time and garbage, by our writers and readers beside those of {@code org.bson}.
 * <p>May use: Weft's rooms for messages and commands, {@code org.bson}, and the data of the driver benchmark.
 * <p>Entry: {@link dev.weft.benchmarks.wire.BsonBenchmark} and {@link dev.weft.benchmarks.wire.CommandBenchmark}, run by JMH.
 * <p>Threads: those of JMH.
 */
@NullMarked
package dev.weft.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
