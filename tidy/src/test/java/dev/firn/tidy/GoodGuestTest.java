package dev.firn.tidy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import org.junit.jupiter.api.Test;

/// A library is a guest in somebody's process.
class GoodGuestTest {
    @Test
    void librariesDoNotPrint() {
        FirnCode.check(
                noClasses()
                        .that()
                        .resideInAnyPackage(Module.packagesOf(Module.LIBRARIES))
                        .should(ACCESS_STANDARD_STREAMS)
                        .because(
                                "the screen is the program's: return a report or throw a typed error, and let the"
                                        + " command line print it"));
    }

    @Test
    void librariesDoNotEndTheProcess() {
        FirnCode.check(
                noClasses()
                        .that()
                        .resideInAnyPackage(Module.packagesOf(Module.LIBRARIES))
                        .should()
                        .callMethodWhere(MethodCalls.named(System.class, "exit"))
                        .orShould()
                        .callMethodWhere(MethodCalls.named(Runtime.class, "exit", "halt"))
                        .because("the process is the program's: throw a typed error"));
    }
}
