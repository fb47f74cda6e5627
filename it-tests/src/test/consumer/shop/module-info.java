module shop {
    requires dev.weft.client;

    // Records are made by the library that reads them.
    opens shop to
            dev.weft.core;
}
