module shop {
    requires dev.weft.client;
}
