package dev.firn.faultinjection.rules;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Makes a JUnit test fail when it broke a rule of a region that it opened through [RuleWatch].
///
/// Either `@ExtendWith(RulesExtension.class)`, or for all tests of a module: name it in
/// `META-INF/services/org.junit.jupiter.api.extension.Extension` and set
/// `junit.jupiter.extensions.autodetection.enabled`. The configuration parameter `firn.rules.suppressions` names the
/// file with the table of [Suppressions].
@SuppressWarnings("exports") // JUnit is there for whoever uses this
public final class RulesExtension implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final String SUPPRESSIONS = "firn.rules.suppressions";

    public RulesExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        RuleWatch.on(true);
    }

    /// @throws RuleViolation when a rule was broken and no suppression covers it
    @Override
    public void afterEach(ExtensionContext context) {
        var findings = RuleWatch.take();
        if (findings.isEmpty()) return;
        var suppressions =
                context.getConfigurationParameter(SUPPRESSIONS)
                        .map(file -> Suppressions.read(Path.of(file)))
                        .orElse(Suppressions.NONE);
        String test = context.getRequiredTestClass().getSimpleName();
        RuleViolation.throwIfAny(suppressions.uncovered(findings, test));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        RuleWatch.on(false);
    }
}
