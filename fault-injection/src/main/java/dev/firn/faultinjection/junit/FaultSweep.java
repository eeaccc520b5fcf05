package dev.firn.faultinjection.junit;

import dev.firn.faultinjection.fault.Fault;
import dev.firn.faultinjection.fault.FaultMode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A JUnit test in which every call of the medium fails in turn, and whose handling of that is crashed. The method
/// takes a [FaultPlan]:
///
/// ```java
/// @FaultSweep
/// void aFailingMediumLosesNothing(FaultPlan plan) {
///     plan.run(new Accounts());
/// }
/// ```
///
/// What was tried is published as the report entry `firn.faults`.
@SuppressWarnings("exports") // JUnit is there for whoever uses this
@Test
@ExtendWith(FaultSweepExtension.class)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface FaultSweep {
    /// How calls fail; all when empty.
    Fault[] value() default {};

    FaultMode[] modes() default {FaultMode.ONCE, FaultMode.STICKY};

    /// Whether what is done after the fault is crashed at every event.
    boolean crashes() default true;
}
