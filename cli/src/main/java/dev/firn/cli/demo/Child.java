package dev.firn.cli.demo;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// A child process seen from its parent. [#send] and [#next] are for one thread each; [#kill] for any.
final class Child {
    private final Process process;
    private final DataOutputStream input;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        this.input = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Its complaints go to the file `errors`.
    static Child start(ChildCommand command, Path store, Path errors) throws IOException {
        return new Child(
                new ProcessBuilder(command.line(store))
                        .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                        .start());
    }

    void send(Document document) throws IOException {
        input.writeLong(document.number());
        input.writeInt(document.utf8().length);
        input.write(document.utf8());
        input.flush();
    }

    /// Tells the child that there is nothing more to do.
    void endInput() throws IOException {
        input.close();
    }

    /// Waits for what it says next; empty when it has ended. What it said before it was killed is heard too.
    Optional<Message> next() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Optional<Message> message = Message.parse(line);
            if (message.isPresent()) return message;
        }
        return Optional.empty();
    }

    /// SIGKILL: it cannot notice. Through the handle, because the process object would close our end of the pipe too,
    /// with acknowledgements in it that were not heard yet.
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /// Waits for its end; returns its exit code. An interrupt does not end the waiting.
    int await() {
        boolean interrupted = false;
        while (true) {
            try {
                int code = process.waitFor();
                if (interrupted) Thread.currentThread().interrupt();
                return code;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
