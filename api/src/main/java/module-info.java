/** What a user of Weft imports. */
module dev.weft.client {
    requires static transitive org.jspecify;
    requires transitive dev.weft.core;
    requires org.mongodb.bson.record.codec;

    exports dev.weft.query;
}
