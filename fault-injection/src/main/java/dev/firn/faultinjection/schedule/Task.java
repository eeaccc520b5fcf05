package dev.firn.faultinjection.schedule;

/// What one thread does.
@FunctionalInterface
public interface Task {
    /// Runs once. What it throws fails the schedule.
    void run() throws Exception;
}
