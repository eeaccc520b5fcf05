/// Crash tests in JUnit 5: [CrashTest] on a method that takes a [CrashPlan].
///
/// JUnit is needed for these alone.
package dev.firn.faultinjection.junit;
