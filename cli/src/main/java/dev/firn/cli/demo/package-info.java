/// The demo: [WordCounter] counts words in a child process, [CrashRun] kills it as [KillPlan] says, and [Verifier]
/// proves after each kill that the [WordStore] holds exactly what was acknowledged. The run knows no store of ours but
/// through [WordStore], so a test can show it one that loses something.
package dev.firn.cli.demo;
