package dev.firn.faultinjection;

/// What a medium may do with stores that no drain has covered: which of the images that could be there are legal.
///
/// A model divides the pending stores of a crash point into [Units] that are independent of each other, each with a
/// finite number of states; the legal images are all combinations of them. The javadoc of a model is the list of what
/// it assumes of the medium. [CrashModel] holds those that come with this module; others may be written.
///
/// A model has no state of its own: the same stores are always divided in the same way.
public interface PersistencyModel {
    /// How reports and replays call it: without blanks, `/` and `>`.
    String name();

    /// Puts every store of `pending` into a unit, in the order of the stores, or keeps or loses it for certain.
    void divide(Pending pending, Units units);

    /// Whether what is legal after some stores stays legal after more of them, as long as nothing is drained: then it
    /// is enough to crash before each drain and mark.
    default boolean onlyGrows() {
        return true;
    }
}
