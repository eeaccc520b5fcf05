package dev.firn.faultinjection.junit;

import dev.firn.faultinjection.CrashOptions;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a [CrashTest] its [CrashPlan], publishes what was tried, and fails a test that tried nothing. JUnit makes it.
@SuppressWarnings("exports") // JUnit is there for whoever uses this
public final class CrashTestExtension implements ParameterResolver, AfterTestExecutionCallback {
    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(CrashTestExtension.class);

    /// For JUnit.
    public CrashTestExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == CrashPlan.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        CrashTest annotation = context.getRequiredTestMethod().getAnnotation(CrashTest.class);
        boolean mustBeExhaustive = annotation.exhaustive() == CrashTest.Exhaustive.REQUIRED;
        var plan = new CrashPlan(options(annotation), mustBeExhaustive, new JUnitRunner(context));
        context.getStore(OWN).put(CrashPlan.class, plan);
        return plan;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) return;
        var plan = context.getStore(OWN).get(CrashPlan.class, CrashPlan.class);
        if (plan == null) throw new AssertionError("a @CrashTest method takes a CrashPlan as a parameter");
        if (!plan.isDone()) {
            throw new AssertionError("nothing was crashed: end the plan with check(...), or call explore(...)");
        }
    }

    private static CrashOptions options(CrashTest annotation) {
        return CrashOptions.defaults()
                .withModels(annotation.models())
                .withNested(annotation.nested())
                .withBudget(annotation.budget())
                .withRandom(CrashOptions.defaults().random(), annotation.seed());
    }
}
