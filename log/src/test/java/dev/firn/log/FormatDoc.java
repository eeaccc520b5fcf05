package dev.firn.log;

import dev.firn.faultinjection.OwnedText;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SequenceLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/// Compares a table of docs/format.md with the layout that it shows; `-Dfirn.update=true` rewrites it.
final class FormatDoc {
    private static final Path FILE = Path.of("..", "docs", "format.md");

    private FormatDoc() {}

    static void check(String name, StructLayout layout) {
        OwnedText.check(FILE, name, table(layout));
    }

    static void check(String name, String text) {
        OwnedText.check(FILE, name, text);
    }

    private static String table(StructLayout layout) {
        var table = new StringBuilder("| offset | bytes | field | type |\n|---:|---:|---|---|\n");
        long offset = 0;
        for (var member : layout.memberLayouts()) {
            table.append(
                    "| %d | %d | %s | %s |%n"
                            .formatted(offset, member.byteSize(), member.name().orElse("padding"), type(member)));
            offset += member.byteSize();
        }
        return table.append("\n%d bytes.".formatted(layout.byteSize())).toString();
    }

    private static String type(MemoryLayout layout) {
        return switch (layout) {
            case ValueLayout value -> "u" + value.byteSize() * 8;
            case SequenceLayout many -> many.elementCount() + " x " + type(many.elementLayout());
            case GroupLayout group ->
                    "(" + String.join(", ", group.memberLayouts().stream().map(FormatDoc::named).toList()) + ")";
            default -> throw new IllegalArgumentException("not in the format: " + layout);
        };
    }

    private static String named(MemoryLayout member) {
        return type(member) + " " + member.name().orElse("padding");
    }
}
