/** Documents to bytes on a wire and back, and the one I/O loop. Knows neither commands nor topology. */
module dev.weft.protocol {
    requires static transitive org.jspecify;
    requires transitive org.mongodb.bson;
}
