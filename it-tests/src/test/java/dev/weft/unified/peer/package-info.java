/**
 * The same cases as another driver runs them.
 *
 * <p>Job: has PyMongo's own runner run the specifications' unified cases on the testbed, remembers how they end, and lists where it and
 * this driver differ. What PyMongo finds wrong with the testbed is wrong with the testbed.
 *
 * <p>May use: {@code dev.weft.unified.run}, {@code dev.weft.unified.file}, {@code dev.weft.testbed}.
 *
 * <p>Entry: {@link dev.weft.unified.peer.PyMongoSpecTest}.
 *
 * <p>Threads: two lanes, each with a process, and one that reads what a process answers.
 */
package dev.weft.unified.peer;
