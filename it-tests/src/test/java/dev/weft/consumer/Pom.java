package dev.weft.consumer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * As much of a POM as a build tool reads of a dependency.
 *
 * @param elements the names of the elements it has at the top
 */
record Pom(String version, List<String> elements, List<Dependency> dependencies) {
    /** One dependency, with what Maven takes for granted filled in. */
    record Dependency(String group, String artifact, String version, String scope, boolean optional) {
        String name() {
            return group + ":" + artifact;
        }
    }

    static Pom read(Path file) {
        try {
            Element project = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
            return new Pom(
                    child(project, "version")
                            .or(() -> child(project, "parent").flatMap(parent -> child(parent, "version")))
                            .map(Element::getTextContent)
                            .orElseThrow(),
                    children(project).map(Element::getTagName).toList(),
                    child(project, "dependencies").stream()
                            .flatMap(Pom::children)
                            .map(Pom::dependency)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the build writes it before the tests run", e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(file + " is no POM", e);
        }
    }

    private static Dependency dependency(Element element) {
        return new Dependency(
                text(element, "groupId", ""),
                text(element, "artifactId", ""),
                text(element, "version", ""),
                text(element, "scope", "compile"),
                Boolean.parseBoolean(text(element, "optional", "false")));
    }

    private static String text(Element element, String name, String otherwise) {
        return child(element, name)
                .map(Element::getTextContent)
                .map(String::strip)
                .orElse(otherwise);
    }

    private static Optional<Element> child(Element element, String name) {
        return children(element)
                .filter(child -> child.getTagName().equals(name))
                .findFirst();
    }

    private static Stream<Element> children(Element element) {
        var nodes = element.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }
}
