package dev.firn.faultinjection;

/// Is told how an exploration goes on, on the thread that explores. Does nothing by default.
public interface ExplorationListener {
    /// One that does nothing.
    ExplorationListener NONE = new ExplorationListener() {};

    /// `done` of `total` crash points of the workload are behind it, with `states` choices looked at so far.
    default void onPoint(long done, long total, long states) {}

    /// `rung` was completed under `model` at a crash point of the workload, before event `event`.
    default void onRung(int event, PersistencyModel model, Rung rung) {}

    /// It failed, and is about to throw `failure`.
    default void onFailure(CrashFailure failure) {}
}
