package dev.firn.faultinjection.schedule;

import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.schedule.history.History;
import java.util.stream.Collectors;

/// A schedule that went wrong: in itself, or by a crash after which recovery did not find what it should have. The
/// message ends with the call that does it again.
public final class ScheduleFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String schedule;
    private final String crash;
    private final transient History history;

    ScheduleFailure(Schedule schedule, History history, Throwable cause) {
        String crashed = cause instanceof CrashFailure failure ? failure.path() : "";
        super(message(schedule, crashed, history, cause), cause);
        this.schedule = schedule.text();
        this.crash = crashed;
        this.history = history;
    }

    /// The schedule, as [Schedule#parse] reads it.
    public String schedule() {
        return schedule;
    }

    /// The crash as in [CrashFailure#path], or an empty text when the schedule went wrong without any.
    public String crash() {
        return crash;
    }

    /// What the threads did; null after it was read from a stream.
    public History history() {
        return history;
    }

    /// One line of text, for [ScheduleExplorer#replay].
    public String path() {
        return path(schedule, crash);
    }

    private static String path(String schedule, String crash) {
        return crash.isEmpty() ? schedule : schedule + " | " + crash;
    }

    private static String message(Schedule schedule, String crash, History history, Throwable cause) {
        String operations = history.operations().isEmpty() ? "" : "\nthe whole run:\n" + history;
        return "%s%s%nreplay with ScheduleExplorer.replay(scenario, \"%s\")"
                .formatted(what(cause), operations, path(schedule.text(), crash));
    }

    /// Without the advice to replay the crash alone, which needs the schedule.
    private static String what(Throwable cause) {
        if (cause instanceof CrashFailure) {
            return cause.getMessage()
                    .lines()
                    .filter(line -> !line.startsWith("replay with "))
                    .collect(Collectors.joining("\n"));
        }
        return cause instanceof AssertionError ? cause.getMessage() : "without any crash: " + cause;
    }
}
