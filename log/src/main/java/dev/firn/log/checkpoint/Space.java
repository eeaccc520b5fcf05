package dev.firn.log.checkpoint;

/// Is told which blocks of checkpoints are needed, so that the garbage of their segments can be counted.
public interface Space {
    /// A block of `bytes` bytes at `address` is needed from now on.
    void live(long address, int bytes);

    /// It is not needed any more.
    void dead(long address, int bytes);

    /// Counts nothing.
    Space NONE =
            new Space() {
                @Override
                public void live(long address, int bytes) {
                    // Nobody wants to know.
                }

                @Override
                public void dead(long address, int bytes) {
                    // Nobody wants to know.
                }
            };
}
