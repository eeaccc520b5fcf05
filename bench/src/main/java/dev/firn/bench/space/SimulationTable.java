package dev.firn.bench.space;

import dev.firn.bench.space.Setting.Heads;
import dev.firn.bench.space.Setting.Sizes;
import dev.firn.bench.space.Setting.Store;
import dev.firn.bench.space.Setting.Victims;
import dev.firn.bench.space.Traffic.Kind;
import dev.firn.log.space.Pacing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;

/// The write amplification of the cleaning policy, simulated, as tables in Markdown. `--write FILE` puts them between
/// the marks `<!-- simulated -->` and `<!-- /simulated -->` of a page; otherwise they are printed. Takes minutes on
/// one core.
public final class SimulationTable {
    private static final String BEGIN = "<!-- simulated -->\n";
    private static final String END = "<!-- /simulated -->";
    private static final int SEGMENTS = 2048;
    private static final int SLOTS = 128;
    private static final double[] FILLS = {0.7, 0.8, 0.9, 0.95};
    private static final int RESERVE = 4;

    private final StringBuilder text = new StringBuilder();

    private SimulationTable() {}

    public static void main(String[] args) throws IOException {
        String tables = new SimulationTable().run();
        if (args.length == 2 && args[0].equals("--write")) replace(Path.of(args[1]), tables);
        else System.out.print(tables);
    }

    private static void replace(Path page, String tables) throws IOException {
        String before = Files.readString(page);
        int begin = before.indexOf(BEGIN) + BEGIN.length();
        int end = before.indexOf(END);
        if (begin < BEGIN.length() || end < begin) throw new IOException(page + " has no place for simulated tables");
        Files.writeString(page, before.substring(0, begin) + "\n" + tables + "\n" + before.substring(end));
    }

    private String run() {
        policy();
        store();
        small();
        return text.toString();
    }

    private void policy() {
        line("| traffic | rule | 70 %% | 80 %% | 90 %% | 95 %% |%n|---|---|---:|---:|---:|---:|");
        for (var reference : Reference.values()) {
            var kind = reference.kind;
            reference.rows().forEach(row -> line("%s", row));
            if (kind == Kind.UNIFORM) row(kind, "closed form", ClosedForm::amplification);
            row(kind, "greedy, one log", fill -> run(at(kind, fill).inOneLog(Victims.GREEDY)));
            row(kind, "**Firn**, users' records by class", fill -> run(at(kind, fill)));
            row(kind, "**Firn**, users' records in one head", fill -> run(at(kind, fill).with(Heads.MOVES_BY_CLASS)));
        }
        line("");
    }

    private void row(Kind kind, String rule, DoubleUnaryOperator amplification) {
        var row = new StringBuilder("| %s | %s |".formatted(Reference.name(kind), rule));
        for (double fill : FILLS) row.append(decimal(amplification.applyAsDouble(fill))).append(" |");
        line("%s", row);
    }

    private void store() {
        line("| Zipf 0.99, what a store adds | 80 %% | 90 %% | 95 %% |%n|---|---:|---:|---:|");
        storeRow("nothing", (setting, fill) -> setting);
        storeRow("small steps, a pool of 8, a checkpoint when no segment is named", paced(8));
        storeRow("the same with a pool of 32", paced(32));
        storeRow("the same with a pool by the slack", SimulationTable::asStored);
        storeRow("that, and records of 128 B to 2 KiB", (setting, fill) -> asStored(setting, fill).with(Sizes.MIXED));
        storeRow(
                "a pool by the slack, and all knowledge of objects lost 6 times",
                (setting, fill) -> setting.with(bySlack(fill, 6)));
        storeRow(
                "a pool by the slack, and users' records in one head",
                (setting, fill) -> asStored(setting, fill).with(Heads.MOVES_BY_CLASS));
        line("");
        line("Segments filled from one checkpoint to the next, and the longest step, with a pool by the slack:");
        line("");
        line("| 80 %% | 90 %% | 95 %% | 97 %% |%n|---:|---:|---:|---:|");
        var row = new StringBuilder("|");
        for (double fill : new double[] {0.8, 0.9, 0.95, 0.97}) {
            var result = Simulation.run(at(Kind.ZIPF, fill).with(bySlack(fill, 0)));
            row.append("%s; %d KiB |".formatted(decimal(result.segmentsACheckpoint()), result.longestStep() >> 10));
        }
        line("%s", row);
        line("");
    }

    private void storeRow(String name, BiFunction<Setting, Double, Setting> effects) {
        var row = new StringBuilder("| " + name + " |");
        for (double fill : new double[] {0.8, 0.9, 0.95})
            row.append(decimal(run(effects.apply(at(Kind.ZIPF, fill), fill)))).append(" |");
        line("%s", row);
    }

    private void small() {
        line("| Zipf 0.99, segments | 128 | 256 | 512 | 1024 | 2048 | 4096 |%n|---|---:|---:|---:|---:|---:|---:|");
        for (double fill : new double[] {0.7, 0.8, 0.9}) {
            var row = new StringBuilder("| %.0f %% |".formatted(fill * 100));
            for (int segments = 128; segments <= 4096; segments *= 2)
                row.append(decimal(run(Setting.of(Kind.ZIPF, segments, SLOTS, fill)))).append(" |");
            line("%s", row);
        }
    }

    /// What cleaning comes to with all that a store adds.
    static double stored(Kind kind, double fill) {
        return run(asStored(at(kind, fill), fill));
    }

    private static BiFunction<Setting, Double, Setting> paced(int pool) {
        return (setting, fill) -> setting.with(store(pool, 0));
    }

    private static Setting asStored(Setting setting, double fill) {
        return setting.with(bySlack(fill, 0));
    }

    private static Store bySlack(double fill, int restarts) {
        return store(Pacing.pool(Math.round((1 - fill) * SEGMENTS)), restarts);
    }

    private static Store store(int pool, int restarts) {
        return new Store(RESERVE, pool, true, 1 << 10, restarts);
    }

    private static Setting at(Kind kind, double fill) {
        return Setting.of(kind, SEGMENTS, SLOTS, fill);
    }

    private static double run(Setting setting) {
        return Simulation.run(setting).writeAmplification();
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, " %.2f", value);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append("\n");
    }
}
