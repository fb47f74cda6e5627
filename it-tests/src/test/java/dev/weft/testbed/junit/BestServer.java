package dev.weft.testbed.junit;

import dev.weft.testbed.ServerKind;
import dev.weft.testbed.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Gives a test the best server at hand, see {@link OnServer}. */
final class BestServer implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        OnServer asked = AnnotationSupport.findAnnotation(parameter.getDeclaringExecutable(), OnServer.class)
                .or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestClass(), OnServer.class))
                .orElseThrow();
        List<ServerKind> wanted = List.of(asked.value().length == 0 ? ServerKind.values() : asked.value());
        List<ServerKind> allowed = Servers.allowed(asked.needs()).toList();
        List<String> missing = new ArrayList<>();
        for (ServerKind kind : wanted) {
            if (allowed.contains(kind)) {
                Servers.Started started = Servers.started(context, kind);
                if (started.server != null) {
                    return started.server;
                }
                missing.add(kind + ": " + started.missing);
            }
        }
        throw new TestAbortedException("no server of " + wanted + " that can do " + List.of(asked.needs())
                + " is at hand; missing: " + missing);
    }
}
