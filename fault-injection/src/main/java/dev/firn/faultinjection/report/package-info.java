/// Reports on crashes that were not survived.
///
/// [CrashReports] takes a scenario and its [dev.firn.faultinjection.CrashFailure], makes the failure small
/// ([Shrinker], for scenarios that are [Reducible]), runs it again for the call sites ([StackRecorder]), looks for the
/// one flush or drain that is missing ([Fix]) and tells the story as text, as a page and as a [ReplayFile]. [Replays]
/// goes back to the crash of such a file.
///
/// Text and pages are returned, nothing is written; [ReportFiles] writes them where the caller says.
package dev.firn.faultinjection.report;
