package dev.firn.pmem.event;

/// A commit, from the moment at which it takes its place in the log until it is durable and visible. `dev.firn.Commit`
/// in a recording.
public interface Commit {
    /// Nobody records it.
    Commit NONE = new NotRecorded();

    /// It has its place; from here to its end it waits for the medium. Not called where a drain is an instruction.
    void waiting();

    /// It has ended well; otherwise this is not called.
    ///
    /// @param bytes bytes of its frame in the log
    /// @param records records in it
    void end(long bytes, int records);

    /// See [#NONE].
    record NotRecorded() implements Commit {
        @Override
        public void waiting() {}

        @Override
        public void end(long bytes, int records) {}
    }
}
