package dev.firn.faultinjection;

/// What is crashed, how it recovers, and who judges.
///
/// @param <S> what a recovery finds; compared by `equals`
public interface CrashScenario<S> {
    /// The region before the workload; what it holds is durable.
    SimulatedRegion prepare();

    /// The workload, run once and recorded. It says [SimulatedRegion#started] before each operation and
    /// [SimulatedRegion#acknowledged] after it. It may [SimulatedRegion#kill] its region and go on with another.
    void work(SimulatedRegion region) throws Exception;

    /// Opens what a crash left, writes whatever a recovery writes, and says what it found.
    S recover(SimulatedRegion region) throws Exception;

    /// Throws an [AssertionError] when `found` cannot be after `progress`.
    void judge(S found, Progress progress);

    /// The same after a second crash, of what [#resume] did after a first one. `first` was found then: what was not in
    /// it must not come back.
    default void judgeResumed(S first, S found, Progress progress) {
        judge(found, progress);
    }

    /// Whether to crash a run that has come as far as `progress`. All of them are crash points by default; a scenario
    /// that is about a late part of its run leaves the early ones out.
    default boolean isCrashPoint(Progress progress) {
        return true;
    }

    /// What happens after a crash, to be crashed in turn: a recovery, and then perhaps further operations, marked like
    /// those of the workload.
    default void resume(SimulatedRegion region) throws Exception {
        recover(region);
    }

    /// By what people find it again: a class, or the class and method of a test. One line, not empty.
    default String name() {
        return getClass().getName();
    }

    /// The name of byte `at` of the region, for people who read a failure. Scenarios that know what lies where answer
    /// in their own terms.
    default String place(long at) {
        return "0x%x".formatted(at);
    }

    /// Looks at the structure of what a recovery left, after the judge: throws an [AssertionError] when something in
    /// it is wrong. It may read `region`, not change it.
    default void check(SimulatedRegion region, S found, Progress progress) throws Exception {}

    /// Who owns which bytes after a recovery; null when nobody keeps account. Leaked bytes and bytes with two owners
    /// are failures.
    default SpaceUse space(SimulatedRegion region, S found) {
        return null;
    }
}
