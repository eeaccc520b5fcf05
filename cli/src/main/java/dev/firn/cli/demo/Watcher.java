package dev.firn.cli.demo;

/// Hears how a run goes on.
interface Watcher extends AutoCloseable {
    /// So many of the listed files are finished.
    void finished(long files);

    /// A child was killed, the `kills`-th one.
    void killed(int kills);

    @Override
    void close();

    /// Hears nothing.
    Watcher NONE =
            new Watcher() {
                @Override
                public void finished(long files) {}

                @Override
                public void killed(int kills) {}

                @Override
                public void close() {}
            };
}
