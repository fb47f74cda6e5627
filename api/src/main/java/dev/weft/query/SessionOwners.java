package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/** The form of {@link Aggregates#listSessions} and {@link Aggregates#listLocalSessions} (server manual, {@code $listSessions}). */
public final class SessionOwners {
    final Slots slots = new Slots();
    private final List<Bson> users = new ArrayList<>();

    SessionOwners() {}

    /**
     * Asks for the sessions of all users; needs a privilege.
     *
     * @return this form
     */
    public SessionOwners allUsers() {
        slots.with("allUsers", true);
        return this;
    }

    /**
     * Asks for the sessions of a user; may be called for several.
     *
     * @param name the user
     * @param database the database by which the user logs in
     * @return this form
     */
    public SessionOwners user(String name, String database) {
        users.add(new Slots()
                .with("user", Given.value("the user", name))
                .with("db", Given.value("the database", database))
                .bson());
        slots.with("users", users);
        return this;
    }

    Bson bson() {
        return slots.bson();
    }
}
