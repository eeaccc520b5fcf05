package dev.firn.faultinjection.kill;

import java.io.IOException;
import java.util.List;

/// What is killed: a command that does durable work, and the judge of what it leaves. A campaign calls it from one
/// thread; each lane of a campaign has a subject of its own.
public interface KillSubject extends AutoCloseable {
    /// The command of the next process. It must go on from what the last one left. When `moment` is
    /// [closing][KillMoment.Closing] it is to close by itself after so many acknowledgements; otherwise it works until
    /// it is killed.
    ///
    /// Its standard output must carry whole lines, each written in one piece: a line is heard only with its line break.
    /// It must do the work itself: processes that it starts are not killed. Its standard input is a pipe that closes
    /// when this process dies, so that it can end, too.
    ///
    /// @throws IOException when the next one cannot be prepared; ends the campaign
    List<String> command(KillMoment moment) throws IOException;

    /// What a line of its output means. Acknowledgements are remembered here, for [#judge]. What is thrown here ends
    /// the campaign.
    Heard heard(String line);

    /// The process is dead. Opens what it left, or leaves that to the next one, which then says by [#heard] what it
    /// found; returns every promise that was broken so far, one sentence each.
    ///
    /// @throws IOException when that cannot be looked at; ends the campaign
    List<String> judge() throws IOException;

    /// There will be no further process: judges what was left to one.
    ///
    /// @throws IOException when that cannot be looked at
    default List<String> judgeLast() throws IOException {
        return List.of();
    }

    /// The campaign is over.
    @Override
    default void close() {}
}
