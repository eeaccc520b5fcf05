package dev.firn.faultinjection.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does a campaign kill when it should, and see what is lost? Its subjects are shell scripts that count into a file.
class KillCampaignTest {
    private static final KillOptions OPTIONS = KillOptions.defaults().withMostAcknowledgements(20).withKills(40);
    private static final String KEEPS = "echo $i >>$f; echo done $i";
    private static final String LIES = "echo done $i; echo $i >>$f";

    @TempDir Path folder;

    @BeforeEach
    void needsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh: shell scripts are the subjects here");
    }

    /// Counts up from what its file says.
    private final class Counting implements KillSubject {
        private final Path file;
        private final String step;
        private int acknowledged;

        Counting(int lane, String step) {
            this.file = folder.resolve("count-" + lane);
            this.step = step;
        }

        @Override
        public List<String> command(KillMoment moment) {
            int most = moment instanceof KillMoment.Closing(int count, _) ? count : Integer.MAX_VALUE;
            String script =
                    "f=%s; echo opening; touch $f; i=$(wc -l <$f); last=$((i+%d)); echo opened;".formatted(file, most);
            String work = "while [ $i -lt $last ]; do i=$((i+1)); " + step + "; done; echo closing; echo closed";
            return List.of("/bin/sh", "-c", script + work);
        }

        @Override
        public Heard heard(String line) {
            if (line.startsWith("done ")) acknowledged = Integer.parseInt(line.substring(5));
            return switch (line.split(" ")[0]) {
                case "opening" -> Heard.OPENING;
                case "opened" -> Heard.OPENED;
                case "done" -> Heard.ACKNOWLEDGED;
                case "closing" -> Heard.CLOSING;
                case "closed" -> Heard.CLOSED;
                default -> Heard.OTHER;
            };
        }

        @Override
        public List<String> judge() throws IOException {
            int found = 0;
            if (Files.exists(file)) {
                try (Stream<String> lines = Files.lines(file)) {
                    found = (int) lines.count();
                }
            }
            if (found >= acknowledged && found <= acknowledged + 1) return List.of();
            return List.of("%d acknowledged, %d found".formatted(acknowledged, found));
        }
    }

    @Test
    void whoKeepsItsWordPasses() throws IOException {
        KillReport report = run(KEEPS, OPTIONS.withLanes(2));
        assertThat(report.violations()).isEmpty();
        assertThat(report.kills()).isEqualTo(40);
        assertThat(report.killsOpening()).isPositive();
        assertThat(report.killsWorking()).isGreaterThan(report.killsOpening());
        assertThat(report.acknowledgements()).isGreaterThan(100);
        assertThat(report.cancelled()).isFalse();
    }

    @Test
    void whoAcknowledgesTooEarlyIsSeen() throws IOException {
        KillReport report = run(LIES, OPTIONS.withKills(500));
        assertThat(report.violations()).singleElement().asString().contains("acknowledged");
        assertThat(report.kills()).isLessThan(500);
    }

    @Test
    void whoEndsByItselfIsNoSuccess() throws IOException {
        assertThat(run("exit 3", OPTIONS).violations())
                .singleElement()
                .asString()
                .contains("ended by itself with exit code 3");
    }

    @Test
    void whoHangsIsKilledAndSeen() throws IOException {
        KillReport report = run("exec sleep 100", OPTIONS.withPatience(Duration.ofMillis(200)));
        assertThat(report.violations()).singleElement().asString().contains("hung");
    }

    @Test
    void anInterruptEndsItWithAPartialReport() throws IOException {
        Thread thread = Thread.currentThread();
        KillReport report =
                KillCampaign.run(
                        lane -> new Counting(lane, KEEPS),
                        OPTIONS.withKills(100_000),
                        (kills, _) -> {
                            if (kills == 5) thread.interrupt();
                        },
                        folder.resolve("errors"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.cancelled()).isTrue();
        assertThat(report.kills()).isBetween(5, 1000);
    }

    /// Its lives would last for ever: their moment comes after more work than there is.
    @Test
    void itEndsWhenItsTimeIsOver() throws IOException {
        var options = OPTIONS.withMostAcknowledgements(1_000_000_000).withTime(Duration.ofMillis(1500));
        KillReport report = run(KEEPS, options.withKills(Integer.MAX_VALUE));
        assertThat(report.violations()).isEmpty();
        assertThat(report.cancelled()).isFalse();
        assertThat(report.acknowledgements()).isPositive();
        assertThat(report.elapsed()).isBetween(Duration.ofMillis(1500), Duration.ofMinutes(1));
    }

    @Test
    void whatTheEndOfItsTimeLeavesIsJudged() throws IOException {
        var options = OPTIONS.withMostAcknowledgements(1_000_000_000).withTime(Duration.ofMillis(1500));
        KillReport report = run("echo done $i", options.withKills(Integer.MAX_VALUE));
        assertThat(report.violations()).singleElement().asString().contains("acknowledged");
    }

    @Test
    void whatASubjectThrowsEndsIt() {
        var subject =
                new Missing() {
                    @Override
                    public List<String> command(KillMoment moment) {
                        return List.of("/bin/sh", "-c", "while echo x; do sleep 0.1; done");
                    }

                    @Override
                    public Heard heard(String line) {
                        throw new IllegalStateException("no room");
                    }
                };
        assertThatThrownBy(() -> KillCampaign.run(_ -> subject, OPTIONS, KillListener.NONE, folder.resolve("errors")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no room");
    }

    @Test
    void whatCannotBeStartedIsSaid() {
        assertThatThrownBy(() ->
                        KillCampaign.run(_ -> new Missing(), OPTIONS, KillListener.NONE, folder.resolve("errors")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/program");
    }

    private static class Missing implements KillSubject {
        @Override
        public List<String> command(KillMoment moment) {
            return List.of("/no/such/program");
        }

        @Override
        public Heard heard(String line) {
            return Heard.OTHER;
        }

        @Override
        public List<String> judge() {
            return List.of();
        }
    }

    private KillReport run(String step, KillOptions options) throws IOException {
        return KillCampaign.run(lane -> new Counting(lane, step), options, KillListener.NONE, folder.resolve("errors"));
    }
}
