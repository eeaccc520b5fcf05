package dev.firn.cli;

import dev.firn.heap.check.FindingKind;
import dev.firn.heap.check.RepairPlan;
import dev.firn.heap.check.RepairPlan.Kept;
import dev.firn.heap.check.StoreRepair;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firn repair`: saves what can be saved.
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        header = "Saves what can be saved of a damaged store into a new one, and lists what is lost.",
        description = {
            "",
            "The damaged file is not written to: it stays as FILE.damaged-1 (or the next free number). The new store is"
                    + " made beside it, checked, and only then takes the name; whenever a crash comes, FILE is the old"
                    + " store or the new one, and repairing again is safe. Needs as much room as what is saved.",
            "",
            "Of each object the newest version that is whole is saved. Where that is an older one than there was, it is"
                    + " listed as stale; keys that are lost are listed, too.",
            "",
            "Exit codes: 0 nothing is lost, 1 something is lost or stale, or it could not be repaired, 2 wrong usage.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firn repair --dry-run bank.firn           what would be saved, and what is lost",
            "  firn repair bank.firn"
        })
final class RepairCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The store's file.")
    private Path path;

    @Option(names = "--dry-run", description = "Says what would be saved and what is lost, and changes nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "Shows no progress.")
    private boolean quiet;

    @Spec private CommandSpec spec;

    /// What came out, for programs. Keys are the stored bytes as hexadecimal digits; null is the beginning or the end.
    record Result(
            String file,
            boolean repaired,
            boolean lossless,
            String quarantine,
            List<Kept> kept,
            List<LostView> lost,
            long lostUnlisted,
            List<StaleView> stale,
            List<String> changed,
            long orphanPages,
            long orphanEntries,
            List<FindingView> findings) {}

    /// See [RepairPlan.Lost].
    record LostView(String collection, String what, String low, String high, String why) {}

    /// See [RepairPlan.Stale].
    record StaleView(String collection, String low, String high, long commit, long newest) {}

    @Override
    public Integer call() {
        RepairPlan plan;
        String quarantine = null;
        try (var progress = Progress.of(spec, quiet || json)) {
            if (dryRun) {
                plan = StoreRepair.plan(path, progress);
                requireStore(plan);
            } else {
                var report = StoreRepair.repair(path, progress);
                plan = report.plan();
                quarantine = report.quarantine().toString();
            }
        }
        var out = spec.commandLine().getOut();
        if (json) Json.print(out, result(plan, quarantine));
        else say(out, plan, quarantine);
        return plan.isLossless() ? 0 : 1;
    }

    private void requireStore(RepairPlan plan) {
        if (plan.possible()) return;
        String why =
                plan.findings().stream()
                        .filter(f -> f.kind() == FindingKind.NOT_A_STORE || f.kind() == FindingKind.NEWER_FORMAT)
                        .findFirst()
                        .map(f -> f + "; " + f.advice())
                        .orElse("nothing of a store can be found in it");
        throw new FailedException(path + ": not repaired: " + why);
    }

    private Result result(RepairPlan plan, String quarantine) {
        return new Result(
                path.toString(),
                quarantine != null,
                plan.isLossless(),
                quarantine,
                plan.kept(),
                plan.lost().stream()
                        .map(l -> new LostView(l.collection(), l.what().name(), hex(l.low()), hex(l.high()), l.why()))
                        .toList(),
                plan.lostUnlisted(),
                plan.stale().stream()
                        .map(s -> new StaleView(s.collection(), hex(s.low()), hex(s.high()), s.commit(), s.newest()))
                        .toList(),
                plan.changed(),
                plan.orphanPages(),
                plan.orphanEntries(),
                plan.findings().stream().map(FindingView::of).toList());
    }

    private static String hex(byte[] key) {
        return key == null ? null : HexFormat.of().formatHex(key);
    }

    private void say(PrintWriter out, RepairPlan plan, String quarantine) {
        for (var kept : plan.kept()) {
            say(
                    out,
                    "  saved: \"%s\" (%s), %,d entries",
                    kept.info().name(),
                    Collection.of(kept.info()).type(),
                    kept.entries());
        }
        plan.changed().forEach(change -> say(out, "  CHANGED: %s", change));
        plan.stale().forEach(stale -> say(out, "  STALE: %s", stale));
        plan.lost().forEach(lost -> say(out, "  LOST: %s", lost));
        if (plan.lostUnlisted() > 0) say(out, "  LOST: %,d more", plan.lostUnlisted());
        if (plan.orphanPages() > 0) {
            say(
                    out,
                    "  LOST: %,d entries in %,d pages, of which nothing says to which collection they belong",
                    plan.orphanEntries(),
                    plan.orphanPages());
        }
        String outcome = plan.isLossless() ? "nothing is lost" : "see what is lost above";
        if (quarantine == null) say(out, "%s: nothing was changed; a repair would do this (%s)", path, outcome);
        else say(out, "%s is repaired (%s); the damaged file is %s", path, outcome, quarantine);
        out.flush();
    }

    private static void say(PrintWriter out, String text, Object... arguments) {
        out.println(String.format(Locale.ROOT, text, arguments));
    }
}
