package dev.weft.protocol.transport;

import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;

/**
 * What a connection stands on. TLS comes in here, as another channel: then whatever a read leaves in that channel must be
 * asked for again by itself, because only what is left in the socket makes its key ready once more.
 *
 * @param loop who reads
 * @param channel where bytes go in and out, never blocking
 * @param key the registration of the socket below it
 */
record Door(IoLoop loop, ByteChannel channel, SelectionKey key) {}
