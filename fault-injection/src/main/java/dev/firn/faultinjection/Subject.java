package dev.firn.faultinjection;

/// Something durable that operations are applied to: what an [OperationScenario] crashes.
///
/// @param <O> an operation; best a record, so that reports can show it
/// @param <S> what can be seen of it, compared by `equals`
public interface Subject<O, S> {
    /// A region with an empty one; what it holds is durable.
    SimulatedRegion prepare() throws Exception;

    /// Opens it, and recovers whatever a crash has left.
    Session<O, S> open(SimulatedRegion region) throws Exception;

    /// An open one. It is left open when it crashes.
    interface Session<O, S> {
        /// Applies one operation, which is durable when this returns.
        void apply(O operation) throws Exception;

        /// All that can be seen, as a value of its own: nothing in it changes with the subject.
        S observe() throws Exception;
    }
}
