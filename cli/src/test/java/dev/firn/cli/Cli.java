package dev.firn.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/// Runs command lines in this process and keeps what they say.
///
/// @param code the exit code
/// @param out standard output
/// @param err standard error
public record Cli(int code, String out, String err) {
    public static Cli run(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        String[] texts = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
        return new Cli(code, plain(out), plain(err));
    }

    private static String plain(StringWriter text) {
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
