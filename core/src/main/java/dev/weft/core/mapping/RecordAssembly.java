package dev.weft.core.mapping;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.pojo.annotations.BsonExtraElements;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonIgnore;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.codecs.pojo.annotations.BsonRepresentation;
import org.jspecify.annotations.Nullable;

/** Puts the codec of one record type together: looks at its components and their annotations, once. */
final class RecordAssembly<T> {
    private final Class<T> type;
    private final Map<TypeVariable<?>, Type> variables;
    private final Codings codings;
    private final Access access;

    private final List<Component> components = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final List<Access.Slot> slots = new ArrayList<>();
    private final List<@Nullable Object> absent = new ArrayList<>();
    private int primitives;
    private @Nullable Extras extras;

    RecordAssembly(Class<T> type, List<Type> arguments, CodecRegistry registry) {
        this.type = type;
        this.variables = Generics.variables(type, arguments);
        this.codings = new Codings(registry);
        this.access = new Access(type);
    }

    RecordCodec<T> codec() {
        Discriminator discriminator = Discriminator.of(type);
        if (discriminator != null) {
            names.add(discriminator.key());
        }
        for (RecordComponent component : type.getRecordComponents()) {
            try {
                add(component);
            } catch (MismatchException mismatch) {
                throw mismatch.at(component.getName());
            }
        }
        var layout = new RecordCodec.Layout(
                access.constructor(slots.toArray(Access.Slot[]::new)), absent.toArray(), primitives);
        return new RecordCodec<>(type, components, layout, extras, discriminator);
    }

    private void add(RecordComponent component) {
        if (annotation(component, BsonIgnore.class) != null) {
            ignore(component);
        } else if (annotation(component, BsonExtraElements.class) != null) {
            addExtras(component);
        } else {
            addField(component);
        }
    }

    /** A component that is no field gets what an empty document would give it. */
    private void ignore(RecordComponent component) {
        Primitive primitive = Primitive.of(component.getType());
        slot(Optional.empty(), primitive == null ? Codings.absentOf(component.getType()) : primitive.zero());
    }

    private void addField(RecordComponent component) {
        String name = nameOf(component);
        if (!names.add(name)) {
            throw new MismatchException("there is a field '" + name + "' already", null);
        }
        BsonRepresentation representation = annotation(component, BsonRepresentation.class);
        Type resolved = Generics.resolve(component.getGenericType(), variables);
        Coding coding = codings.of(resolved, representation == null ? null : representation.value());
        Optional<Primitive> primitive = Optional.ofNullable(Primitive.of(component.getType()))
                .filter(kind -> primitives < Long.SIZE && codings.isStandard(coding));
        var draft = new Component.Draft(component, name, coding, primitive);
        components.add(Component.of(draft, components.size(), slot(primitive, coding.absent()), access));
    }

    private Access.Slot slot(Optional<Primitive> primitive, @Nullable Object whenAbsent) {
        Access.Slot slot;
        if (primitive.isPresent()) {
            slot = new Access.Slot(primitives++, primitive);
        } else {
            slot = new Access.Slot(absent.size(), primitive);
            absent.add(whenAbsent);
        }
        slots.add(slot);
        return slot;
    }

    private void addExtras(RecordComponent component) {
        if (extras != null) {
            throw new MismatchException("another component takes the further fields", null);
        }
        Type resolved = Generics.resolve(component.getGenericType(), variables);
        Class<?> raw = Generics.raw(resolved);
        Access.Slot slot = slot(Optional.empty(), null);
        Supplier<? extends Map<String, ?>> empty;
        Coding values;
        if (raw == Document.class) {
            empty = Document::new;
            values = codings.of(Object.class, null);
        } else if (raw == BsonDocument.class) {
            empty = BsonDocument::new;
            values = codings.of(BsonValue.class, null);
        } else if (raw == Map.class && Generics.arguments(resolved).getFirst() == String.class) {
            empty = LinkedHashMap::new;
            values = codings.of(Generics.arguments(resolved).get(1), null);
        } else {
            throw new MismatchException(
                    "what takes the further fields is a Document, a BsonDocument or a Map<String, ...>", null);
        }
        extras = new Extras(slot.index(), access.reference(component), empty, values);
    }

    private static String nameOf(RecordComponent component) {
        if (annotation(component, BsonId.class) != null) {
            return "_id";
        }
        BsonProperty named = annotation(component, BsonProperty.class);
        return named == null || named.value().isEmpty() ? component.getName() : named.value();
    }

    /** An annotation that is not declared for components is found where the compiler has passed it on to. */
    private static <A extends Annotation> @Nullable A annotation(RecordComponent component, Class<A> kind) {
        A own = component.getAnnotation(kind);
        if (own != null) {
            return own;
        }
        A ofField = fieldOf(component).getAnnotation(kind);
        return ofField != null ? ofField : component.getAccessor().getAnnotation(kind);
    }

    private static AnnotatedElement fieldOf(RecordComponent component) {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new LinkageError("a record without a field for its component " + component, e);
        }
    }
}
