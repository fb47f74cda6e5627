package dev.weft.core.topology;

/** Why a server's own word is not believed. Never thrown: it stands in the server's description. */
final class ForgottenServer extends Exception {
    private static final long serialVersionUID = 1;

    ForgottenServer(String why) {
        super(why, null, false, false);
    }
}
