package dev.weft.unified.entity;

import dev.weft.unified.match.Named;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** The entities of one case by name. Names are unique, and whoever asks gets the kind it asks for or an error. */
public final class Entities implements Named {
    private final Map<String, Entity> entities = new ConcurrentHashMap<>();

    public void put(String name, Entity entity) {
        Entity taken = entities.putIfAbsent(name, entity);
        if (taken != null) {
            throw new WrongEntityException("the name " + name + " is taken by a " + taken.kind());
        }
    }

    public Entity get(String name) {
        Entity entity = entities.get(name);
        if (entity == null) {
            throw new WrongEntityException("there is no entity " + name);
        }
        return entity;
    }

    /** The entity of this name; an error unless it is of this kind, "not offered" when the driver has no such thing yet. */
    public <T extends Entity> T get(String name, Entity.Kind kind, Class<T> type) {
        Entity entity = get(name);
        if (entity.kind() != kind) {
            throw new WrongEntityException(name + " is a " + entity.kind() + " and no " + kind);
        }
        if (entity instanceof Entity.Missing missing) {
            throw new NotOfferedException(missing.what());
        }
        return type.cast(entity);
    }

    public Entity.Client client(String name) {
        return get(name, Entity.Kind.CLIENT, Entity.Client.class);
    }

    public Entity.Database database(String name) {
        return get(name, Entity.Kind.DATABASE, Entity.Database.class);
    }

    /** All entities of one type. */
    public <T extends Entity> List<T> all(Class<T> type) {
        return entities.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Override
    public BsonValue value(String name) {
        return get(name, Entity.Kind.VALUE, Entity.Value.class).value();
    }

    @Override
    public BsonDocument sessionId(String name) {
        // There is no entity of a session yet that could answer.
        get(name, Entity.Kind.SESSION, Entity.Missing.class);
        throw new NotOfferedException(EntityMaker.SESSIONS);
    }

    /** Ends what must be ended: threads first, for they may use the rest; clients last. */
    public void close() {
        all(Entity.Worker.class).forEach(each -> each.thread().abandon());
        all(Entity.Cursor.class).forEach(each -> each.cursor().close());
        all(Entity.Client.class).forEach(each -> each.client().close());
    }
}
