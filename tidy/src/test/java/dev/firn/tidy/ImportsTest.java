package dev.firn.tidy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who may import whom.
class ImportsTest {
    @Test
    void theRulesSeeCode() {
        assertThat(FirnCode.classes()).as("classes of dev.firn on the test's class path").isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    void aModuleSeesOnlyTheModulesBelowIt(Module module) {
        FirnCode.check(
                noClasses()
                        .that()
                        .resideInAPackage(module.packages)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(Module.packagesOf(module.hidden()))
                        .because(
                                "what lies below must not know what lies above: let the lower module define an"
                                        + " interface and the upper one implement it"));
    }

    @Test
    void theCoreNeedsNothingButTheJdk() {
        FirnCode.check(
                noClasses()
                        .that()
                        .resideInAnyPackage(Module.packagesOf(Module.CORE))
                        .and()
                        .resideOutsideOfPackage("dev.firn.heap.chronicle..")
                        .should()
                        .dependOnClassesThat()
                        .resideOutsideOfPackages("java..", "jdk.nio.mapmode..", "jdk.jfr..", "dev.firn..")
                        .because(
                                "one small jar is a promise; an optional adapter gets a package of its own, as"
                                        + " dev.firn.heap.chronicle has, and an optional dependency"));
    }

    @Test
    void nobodyUsesWhatTheJdkKeepsToItself() {
        FirnCode.check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("sun..", "jdk.internal..", "com.sun..")
                        .because("a JDK upgrade must not break a store: java.lang.foreign and VarHandle do the same"));
    }
}
