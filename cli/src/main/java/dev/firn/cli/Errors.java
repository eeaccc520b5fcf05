package dev.firn.cli;

import dev.firn.cli.schema.NotOfTypeException;
import dev.firn.pmem.FirnException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Says what went wrong in one line: what, where, what to do.
final class Errors {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Errors() {}

    /// The command line cannot be understood.
    static int usage(ParameterException error, String[] arguments) {
        var at = error.getCommandLine();
        String name = at.getCommandSpec().qualifiedName();
        at.getErr().println("firn: %s; see '%s --help'".formatted(oneLine(error.getMessage()), name));
        return USAGE;
    }

    /// A command could not do its work.
    static int failed(Exception error, CommandLine at, boolean verbose) {
        at.getErr().println("firn: " + describe(error));
        if (verbose) error.printStackTrace(at.getErr());
        return error instanceof UsageException || error instanceof NotOfTypeException ? USAGE : FAILED;
    }

    private static String describe(Exception error) {
        return switch (error) {
            case FirnException e -> oneLine(e.getMessage());
            case UsageException e -> oneLine(e.getMessage());
            case FailedException e -> oneLine(e.getMessage());
            case NotOfTypeException e -> oneLine(e.getMessage());
            case UncheckedIOException e -> describe(e.getCause());
            case NoSuchFileException e -> "there is no file " + e.getFile();
            case AccessDeniedException e -> "no permission for " + e.getFile();
            case FileAlreadyExistsException e -> e.getFile() + " exists already";
            case FileSystemException e when e.getReason() != null ->
                    "%s: %s%s".formatted(e.getFile(), oneLine(e.getReason()), advice(e.getReason()));
            case IOException e -> oneLine(String.valueOf(e.getMessage()));
            case Exception e -> "a fault in firn itself (%s); --verbose shows where".formatted(oneLine(e.toString()));
        };
    }

    /// The operating system says what is wrong, not what to do.
    private static String advice(String reason) {
        if (reason.contains("No space left")) return "; free some space, or name another folder";
        if (reason.contains("Read-only") || reason.contains("not permitted")) return "; name another folder";
        return "";
    }

    static String oneLine(String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
