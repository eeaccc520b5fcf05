/// Threads by turns: runs the threads of a workload one at a time, in every order that differs at a call of the medium,
/// and crashes each of these runs at every place.
///
/// [dev.firn.faultinjection.schedule.ConcurrentScenario] says what the threads do and who judges,
/// [dev.firn.faultinjection.schedule.ScheduleExplorer] runs it, and a
/// [dev.firn.faultinjection.schedule.ScheduleFailure] names the schedule and the crash in one line of text that
/// replays.
package dev.firn.faultinjection.schedule;
