package dev.firn.faultinjection.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A process that is going to be killed, seen from its parent. [#next] is for one thread; [#kill] for any.
final class Victim implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final StringBuilder line = new StringBuilder();

    private Victim(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Its complaints are appended to the file `errors`.
    static Victim start(List<String> command, Path errors) throws IOException {
        return new Victim(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile())).start());
    }

    /// Waits for the next line; empty when it has ended. What it said before it was killed is heard too, but for a line
    /// without an end: "12" must not be taken from "123".
    Optional<String> next() throws IOException {
        for (int letter = output.read(); letter >= 0; letter = output.read()) {
            if (letter == '\n') {
                String whole = line.toString();
                line.setLength(0);
                return Optional.of(whole);
            }
            line.append((char) letter);
        }
        return Optional.empty();
    }

    /// SIGKILL: it cannot notice. Through the handle, because the process object would close our end of the pipe too,
    /// with acknowledgements in it that were not heard yet.
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /// Waits for its end; returns its exit code. An interrupt does not end the waiting, it ends the process.
    int await() {
        boolean interrupted = false;
        while (true) {
            try {
                int code = process.waitFor();
                if (interrupted) Thread.currentThread().interrupt();
                return code;
            } catch (InterruptedException e) {
                interrupted = true;
                kill();
            }
        }
    }

    /// Ends it, if it has not ended, and waits.
    @Override
    public void close() {
        kill();
        await();
    }
}
