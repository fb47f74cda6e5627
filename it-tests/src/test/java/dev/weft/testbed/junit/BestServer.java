package dev.weft.testbed.junit;

import dev.weft.testbed.TestServer;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives a test the best server at hand, see {@link OnServer}. It is a condition too, because whatever a resolver of
 * parameters throws is a failure, and a missing server is none.
 */
final class BestServer implements ExecutionCondition, ParameterResolver {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return best(context) instanceof Servers.Missing missing
                ? ConditionEvaluationResult.disabled(missing.why())
                : ConditionEvaluationResult.enabled("a server is at hand");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Servers.server(best(context));
    }

    private static Servers.Attempt best(ExtensionContext context) {
        OnServer asked = annotation(context).orElseThrow();
        return Servers.of(context).best(new Servers.Wanted(List.of(asked.value()), List.of(asked.needs())));
    }

    /** What is nearest: on the method, its class, or a class around that. */
    private static Optional<OnServer> annotation(ExtensionContext context) {
        Optional<AnnotatedElement> element = context.getElement();
        return element.flatMap(place -> AnnotationSupport.findAnnotation(place, OnServer.class))
                .or(() -> context.getParent().flatMap(BestServer::annotation));
    }
}
