/** What a user of Weft imports. */
module dev.weft.client {
    requires static transitive org.jspecify;
    requires transitive dev.weft.core;

    exports dev.weft.client;
    exports dev.weft.client.gridfs;
    exports dev.weft.client.options;
    exports dev.weft.query;
    exports dev.weft.query.expression;
    exports dev.weft.query.geo;
    exports dev.weft.query.search;
}
