/** The engine, and the vocabulary that users and engine share. */
@SuppressWarnings("module") // who the rooms of the engine are opened to is compiled later
module dev.weft.core {
    requires static transitive org.jspecify;
    requires transitive org.mongodb.bson;
    requires dev.weft.protocol;
    requires dev.weft.pool;
    requires java.naming;
    requires jdk.naming.dns;

    exports dev.weft;
    exports dev.weft.topology;
    exports dev.weft.result;
    exports dev.weft.error;
    exports dev.weft.event;
    exports dev.weft.settings;
    exports dev.weft.core.operation to
            dev.weft.client;
    exports dev.weft.core.connection to
            dev.weft.client;
    exports dev.weft.core.cluster to
            dev.weft.client;
    exports dev.weft.core.cursor to
            dev.weft.client;
    exports dev.weft.core.gridfs to
            dev.weft.client;
    exports dev.weft.core.bulk to
            dev.weft.client;
    exports dev.weft.core.execute to
            dev.weft.client;
    exports dev.weft.core.session to
            dev.weft.client;
    exports dev.weft.core.time to
            dev.weft.client;
    exports dev.weft.core.scope to
            dev.weft.client;
}
