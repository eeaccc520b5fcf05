/// The rules of using a [dev.firn.pmem.Region], looked after while a program runs, without any crash: what is
/// acknowledged must be durable, nothing is flushed or drained for nothing, and so on ([Rule]).
///
/// [CheckedRegion] stands before any region; [RecordedRules] looks at a run that was recorded for the crash explorer.
/// [RuleWatch] and [RulesExtension] make both a part of every test of a module. [CountingRegion] only counts.
package dev.firn.faultinjection.rules;
