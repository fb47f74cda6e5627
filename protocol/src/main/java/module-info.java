/** Documents to bytes on a wire and back, and the one I/O loop. Knows neither commands nor topology. */
// The module that these packages are for is compiled later, so javac cannot see it yet.
@SuppressWarnings("module")
module dev.weft.protocol {
    requires static transitive org.jspecify;
    requires transitive org.mongodb.bson;

    exports dev.weft.protocol to
            dev.weft.core;
    exports dev.weft.protocol.bson to
            dev.weft.core;
    exports dev.weft.protocol.buffer to
            dev.weft.core;
    exports dev.weft.protocol.transport to
            dev.weft.core;
}
