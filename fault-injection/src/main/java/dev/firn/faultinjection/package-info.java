/// Crash testing: record one run, then try every crash of it without running it again.
///
/// A [CrashScenario] works on a [SimulatedRegion], which keeps a [Trace] of all that happened to it. The
/// [CrashExplorer] goes to every event of that trace, asks a [PersistencyModel] (those here are in [CrashModel]) what
/// may have reached the medium by then, builds such images, and lets the scenario recover each of them and judge what
/// came out. What recovery writes is crashed in the same way. A [CrashFailure] names the event, the model and the words
/// that were lost, and replays from one line of text. The [CrashReport] names the strongest [Rung] that was completed.
///
/// Who has a list of operations needs no judge: an [OperationScenario] takes a [Subject] and an [Oracle].
///
/// [dev.firn.faultinjection.fault] is for failures that are not crashes; [dev.firn.faultinjection.rules] looks whether a
/// region is used by its rules.
///
/// ### What is assumed of a medium
///
/// An aligned 8-byte word is old or new, never a mixture; a drain keeps its promise; bytes that were durable stay. What
/// breaks these is not a crash but a fault.
package dev.firn.faultinjection;
