/** Documents to bytes on a wire and back, and the one I/O loop. Knows neither commands nor topology. */
// The modules that these packages are for are compiled later, so javac cannot see them yet.
@SuppressWarnings("module")
module dev.weft.protocol {
    requires static transitive org.jspecify;
    requires transitive org.mongodb.bson;

    exports dev.weft.protocol to
            dev.weft.core;
    exports dev.weft.protocol.bson to
            dev.weft.core,
            dev.weft.client;
    exports dev.weft.protocol.buffer to
            dev.weft.core,
            dev.weft.client;
    exports dev.weft.protocol.transport to
            dev.weft.core,
            dev.weft.client;
}
