package dev.weft.settings;

import java.util.Optional;

/**
 * The part of a form that says who the client is. What a connection string says is judged last, so that code can replace a
 * credential that would be incomplete by itself.
 */
final class CredentialForm {
    private Optional<CredentialParts> read = Optional.empty();
    private Optional<String> uriDatabase = Optional.empty();
    private Optional<Credential> given = Optional.empty();
    private boolean sourceOpen;

    CredentialForm() {}

    CredentialForm(ClientSettings from) {
        given = from.credential();
        sourceOpen =
                from.srv().filter(srv -> srv.undecided().contains("authSource")).isPresent();
    }

    void read(CredentialParts parts, Optional<String> database) {
        read = Optional.of(parts);
        uriDatabase = database;
        sourceOpen = parts.source().isEmpty();
    }

    void given(Credential credential) {
        given = Optional.of(credential);
        sourceOpen = false;
    }

    void defaultSource(String source) {
        given = given.map(credential -> CredentialParts.withSource(credential, source));
        sourceOpen = false;
    }

    Optional<Credential> credential() {
        return given.or(() -> read.map(parts -> parts.credential(uriDatabase)));
    }

    /** Whether a TXT record may still name the database. */
    boolean sourceIsOpen(Optional<Credential> credential) {
        return sourceOpen
                && credential.filter(CredentialParts::leavesAChoiceOfSource).isPresent();
    }
}
