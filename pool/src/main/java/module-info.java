/** Hands out reusable things fairly and without locks. Does not know what a connection is. */
module dev.weft.pool {
    requires static transitive org.jspecify;

    exports dev.weft.pool;
}
