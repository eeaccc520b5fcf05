package dev.firn.faultinjection.junit;

import dev.firn.faultinjection.fault.Fault;
import dev.firn.faultinjection.fault.FaultMode;
import dev.firn.faultinjection.fault.FaultOptions;
import java.util.Arrays;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a [FaultSweep] its [FaultPlan], and fails a test that swept nothing. JUnit makes it.
@SuppressWarnings("exports") // JUnit is there for whoever uses this
public final class FaultSweepExtension implements ParameterResolver, AfterTestExecutionCallback {
    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(FaultSweepExtension.class);

    /// For JUnit.
    public FaultSweepExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FaultPlan.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        FaultSweep annotation = context.getRequiredTestMethod().getAnnotation(FaultSweep.class);
        var plan =
                new FaultPlan(options(annotation), report -> context.publishReportEntry("firn.faults", report.table()));
        context.getStore(OWN).put(FaultPlan.class, plan);
        return plan;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) return;
        var plan = context.getStore(OWN).get(FaultPlan.class, FaultPlan.class);
        if (plan == null) throw new AssertionError("a @FaultSweep method takes a FaultPlan as a parameter");
        if (!plan.isDone()) throw new AssertionError("no call was made to fail: call plan.run(...)");
    }

    private static FaultOptions options(FaultSweep annotation) {
        Fault[] faults = annotation.value();
        FaultMode[] modes = annotation.modes();
        var options = FaultOptions.defaults();
        if (faults.length > 0) options = options.withFaults(faults[0], Arrays.copyOfRange(faults, 1, faults.length));
        if (modes.length > 0) options = options.withModes(modes[0], Arrays.copyOfRange(modes, 1, modes.length));
        return annotation.crashes() ? options : options.withoutCrashes();
    }
}
