package dev.weft.testbed.junit;

import dev.weft.testbed.ServerKind;
import dev.weft.testbed.TestServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a test on each server, see {@link EachServer}. */
final class AllServers implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(EachServer.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        EachServer asked = context.getRequiredTestMethod().getAnnotation(EachServer.class);
        var wanted = new Servers.Wanted(List.of(asked.value()), List.of(asked.needs()));
        List<ServerKind> kinds = Servers.of(context).able(wanted);
        return kinds.isEmpty()
                ? Stream.of(new NoServer(Servers.of(context).noneOf(wanted)))
                : kinds.stream().map(OneServer::new);
    }

    /** A condition, because whatever a resolver of parameters throws is a failure, and a missing server is none. */
    private record OneServer(ServerKind kind)
            implements TestTemplateInvocationContext, ExecutionCondition, ParameterResolver {
        @Override
        public String getDisplayName(int invocationIndex) {
            return "on " + kind;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Servers.of(context).get(kind) instanceof Servers.Missing missing
                    ? ConditionEvaluationResult.disabled(missing.why())
                    : ConditionEvaluationResult.enabled("it runs");
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Servers.server(Servers.of(context).get(kind));
        }
    }

    /** Stands for the servers that none of this run's can do what is needed, so that the skip is counted. */
    private record NoServer(String why) implements TestTemplateInvocationContext, ExecutionCondition {
        @Override
        public String getDisplayName(int invocationIndex) {
            return "on no server";
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return ConditionEvaluationResult.disabled(why);
        }
    }
}
