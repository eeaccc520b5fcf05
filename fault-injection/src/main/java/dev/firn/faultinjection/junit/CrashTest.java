package dev.firn.faultinjection.junit;

import dev.firn.faultinjection.CrashModel;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A JUnit test that crashes something everywhere. The method takes a [CrashPlan] and tells it what:
///
/// ```java
/// @CrashTest
/// void appendedEntriesSurvive(CrashPlan plan) {
///     plan.given(directory -> Journal.create(directory))
///             .when((directory, operations) -> {
///                 try (var journal = Journal.open(directory)) {
///                     operations.run("first", () -> journal.append("first"));
///                     operations.run("second", () -> journal.append("second"));
///                 }
///             })
///             .then(directory -> Journal.readAll(directory))
///             .check((found, done) -> done.requireAppended(found));
/// }
/// ```
///
/// What was tried is published as the report entry `firn.crash`.
@SuppressWarnings("exports") // JUnit is there for whoever uses this
@Test
@ExtendWith(CrashTestExtension.class)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface CrashTest {
    /// Whether every legal image must have been tried.
    enum Exhaustive {
        /// The test fails when some image of some model was not.
        REQUIRED,
        /// What the budget allows.
        BEST_EFFORT
    }

    /// What a crash may do with what was not forced.
    CrashModel[] models() default {CrashModel.WORDS, CrashModel.PX86, CrashModel.PAGECACHE};

    /// How often recovery itself is crashed, one inside the other.
    int nested() default 1;

    /// The search ends after about so many recovered images, and the report says so.
    long budget() default Long.MAX_VALUE;

    /// Of what is drawn at random where there are too many images to try all.
    long seed() default 1;

    Exhaustive exhaustive() default Exhaustive.BEST_EFFORT;
}
