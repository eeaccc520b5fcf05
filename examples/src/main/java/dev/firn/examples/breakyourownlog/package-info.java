/// Break your own log: a small log in plain Java, as many programs have one, with the classic mistake, and its twin
/// with the mistake repaired. Neither knows anything of Firn.
///
/// `BreakYourOwnLogTest` crashes both everywhere, by way of the agent that is in the `pom.xml` of the examples. It
/// finds the mistake in the first within seconds, and certifies the second: every image that a crash may leave was
/// recovered.
package dev.firn.examples.breakyourownlog;
