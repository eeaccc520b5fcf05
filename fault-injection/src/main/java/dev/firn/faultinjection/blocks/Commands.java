package dev.firn.faultinjection.blocks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Runs programs of the operating system.
final class Commands {
    private Commands() {}

    /// What a program said, and how it ended.
    record Result(int code, String said) {}

    /// Runs it to its end; returns what it said.
    ///
    /// @throws BlockRigException when it fails
    static String run(String name, String... arguments) {
        Result result = attempt(name, List.of(arguments));
        if (result.code() == 0) return result.said();
        throw new BlockRigException(
                "%s %s ended with %d: %s".formatted(name, String.join(" ", arguments), result.code(), result.said()));
    }

    /// Runs it to its end, whatever that is. An interrupt is kept for later: a mount half done helps nobody.
    static Result attempt(String name, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(BlockTools.path(name));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Result(await(process), said);
        } catch (IOException e) {
            throw new BlockRigException(name + " cannot be run: " + e.getMessage(), e);
        }
    }

    static int await(Process process) {
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
