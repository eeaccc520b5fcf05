package dev.firn.faultinjection.schedule;

/// Is told how an exploration goes on, by the exploring thread, after each schedule.
@FunctionalInterface
public interface ScheduleListener {
    /// @param soFar what has been done by now; not complete
    /// @param last the schedule that was just tried
    void onSchedule(ScheduleReport soFar, Schedule last);
}
