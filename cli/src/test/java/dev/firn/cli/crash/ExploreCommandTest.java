package dev.firn.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.cli.Cli;
import dev.firn.cli.Json;
import dev.firn.cli.crash.StoreScenario.Start;
import dev.firn.cli.crash.StoreScenario.Step;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.ExplorationListener;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExploreCommandTest {
    @TempDir Path folder;

    @Test
    void theRunsThereAre() {
        var said = Cli.run("crash", "explore", "--list");
        assertThat(said.code()).isZero();
        assertThat(said.out().lines()).hasSize(Scenarios.values().length);
        assertThat(said.out()).contains("growth     the region grows\n");
    }

    @Test
    void theReportsSentence() {
        var said = Cli.run("crash", "explore", "remove", "--nested", 0, "--model", "prefix");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).startsWith("remove: exhaustive under PREFIX: ").contains(" crash points, ");
        assertThat(said.err()).contains("crash points of remove").contains("states/s");
    }

    @Test
    void orForPrograms() throws Exception {
        Path html = folder.resolve("put.html");
        var said = Cli.run("crash", "explore", "put", "--nested", 0, "--model", "prefix", "--json", "--html", html);
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode report = Json.MAPPER.readTree(said.out()).get(0);
        assertThat(report.get("scenario").asText()).isEqualTo("put");
        assertThat(report.get("survived").asBoolean()).isTrue();
        assertThat(report.get("points").asInt()).isGreaterThan(5);
        assertThat(report.get("rungs").get("PREFIX").asText()).isEqualTo("exhaustive");
        assertThat(html).content().startsWith("<!DOCTYPE html>").contains("put");
    }

    @Test
    void aBudgetEndsItEarly() {
        assertThat(Cli.run("crash", "explore", "pages", "--nested", 0, "--budget", 20).out())
                .contains("stopped at crash point");
    }

    @Test
    void wrongUsage() {
        assertThat(Cli.run("crash", "explore", "nonsense"))
                .isEqualTo(
                        new Cli(
                                2,
                                "",
                                "firn: there is no scenario nonsense; there are create, put, remove, batch, reopen,"
                                        + " kill, rotation, growth, pages, large\n"));
        assertThat(Cli.run("crash", "explore", "--html", folder.resolve("x")).err())
                .isEqualTo("firn: --html needs one scenario\n");
        assertThat(Cli.run("crash", "explore", "--nested", "-1").code()).isEqualTo(2);
        assertThat(Cli.run("crash", "kill", "--count", "0"))
                .isEqualTo(new Cli(2, "", "firn: --count must be positive: 0\n"));
        assertThat(Cli.run("crash", "kill", "--dir", folder.resolve("no")).code()).isEqualTo(2);
        assertThat(Cli.run("crash", "blocks", "--fs", "fat").code()).isEqualTo(2);
        assertThat(Cli.run("crash", "replay", folder.resolve("no")).code()).isEqualTo(1);
    }

    /// The judge's mistake, not the store's: it wants a transaction that was only begun.
    private record Demanding(StoreScenario inner) implements CrashScenario<Map<String, String>> {
        @Override
        public SimulatedRegion prepare() {
            return inner.prepare();
        }

        @Override
        public void work(SimulatedRegion region) {
            inner.work(region);
        }

        @Override
        public Map<String, String> recover(SimulatedRegion region) {
            return inner.recover(region);
        }

        @Override
        public void judge(Map<String, String> found, Progress progress) {
            inner.judge(found, new Progress(progress.started(), progress.started()));
        }
    }

    @Test
    void whatIsNotSurvivedHasAReportAndAReplayFile() throws Exception {
        var put = new StoreScenario(List.of(new Step.Change(map -> map.put("a", "1"))), Start.STORE, 6, 6);
        var options = CrashOptions.defaults().withModels(CrashModel.WORDS).withNested(0);
        var explored = Explored.of("put", new Demanding(put), options, ExplorationListener.NONE);
        assertThat(explored).isInstanceOf(Explored.Failed.class);
        assertThat(explored.result().survived()).isFalse();
        var failed = (Explored.Failed) explored;
        assertThat(failed.document().text()).contains("CRASH NOT SURVIVED: 1 started, 1 acknowledged: found {}");

        // The store itself survives that crash: the same run, judged rightly.
        Path replay = folder.resolve("put.replay");
        failed.document().replay().orElseThrow().write(replay);
        assertThat(Files.readString(replay)).startsWith("firn-replay 1\ntest put\n");
        var said = Cli.run("crash", "replay", replay);
        assertThat(said.code()).as(said.err()).isZero();
    }
}
