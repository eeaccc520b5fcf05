/// Crash tests in JUnit 5: [CrashTest] on a method that takes a [CrashPlan], and [FaultSweep] on one that takes a
/// [FaultPlan].
///
/// JUnit is needed for these alone.
package dev.firn.faultinjection.junit;
