package dev.weft.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every public method of the builders, of their forms and of expressions is called by the tables of the module api, each overload by itself. */
class EveryBuilderIsTestedTest {
    private static final String BUILDERS = "dev.weft.query";
    /** What records and enums have, and by what a document writes itself. */
    private static final Set<String> NOT_OFFERED = Set.of(
            "equals(Object)",
            "hashCode()",
            "toString()",
            "names(Set)",
            "writeFields(BsonWriter, CodecRegistry)",
            "writeValue(BsonWriter, CodecRegistry)");

    // Together, because a call names the class it is made on, and the method may be inherited.
    private static final JavaClasses API = new ClassFileImporter()
            .importPaths(
                    Path.of(System.getProperty("weft.root"), "api", "target", "classes"),
                    Path.of(System.getProperty("weft.root"), "api", "target", "test-classes"));

    private static boolean isTest(JavaClass type) {
        return type.getSource().orElseThrow().getUri().toString().contains("/test-classes/");
    }

    /** A class that is not public is one from which builders inherit; a nested one is of no user's concern. */
    private static boolean isBuilder(JavaClass type) {
        return type.getPackageName().startsWith(BUILDERS)
                && !type.getPackageName().equals(BUILDERS + ".shape")
                && (type.getModifiers().contains(JavaModifier.PUBLIC) || !type.isNestedClass())
                && !isTest(type);
    }

    private static boolean isOffered(JavaMethod method) {
        Set<JavaModifier> modifiers = method.getModifiers();
        return modifiers.contains(JavaModifier.PUBLIC)
                && !modifiers.contains(JavaModifier.SYNTHETIC)
                && !NOT_OFFERED.contains(signature(method));
    }

    private static String signature(JavaCodeUnit method) {
        return method.getName()
                + method.getRawParameterTypes().stream()
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static Stream<String> called(JavaAccess<?> access) {
        return access.getTarget().resolveMember().stream()
                .filter(JavaMethod.class::isInstance)
                .map(member -> member.getOwner().getName() + "." + signature((JavaMethod) member));
    }

    @Test
    void everyPublicMethodIsCalledByATest() {
        Set<String> called = API.stream()
                .filter(EveryBuilderIsTestedTest::isTest)
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .flatMap(EveryBuilderIsTestedTest::called)
                .collect(Collectors.toSet());
        List<JavaClass> builders =
                API.stream().filter(EveryBuilderIsTestedTest::isBuilder).toList();
        assertTrue(builders.size() > 60, "only " + builders.size() + " builders are compiled");
        Set<String> untested = builders.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(EveryBuilderIsTestedTest::isOffered)
                .filter(method -> !isAccessor(method))
                .map(method -> method.getOwner().getName() + "." + signature(method))
                .filter(method -> !called.contains(method))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals("", String.join("\n", untested));
    }

    private static boolean isAccessor(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return owner.isEnum()
                || (owner.isRecord() && method.getRawParameterTypes().isEmpty());
    }
}
