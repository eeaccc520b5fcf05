package dev.firn.faultinjection.report;

import static dev.firn.crashtoys.Notebook.Step.HURRY;
import static dev.firn.crashtoys.Notebook.Step.NOTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.crashtoys.Notebook;
import dev.firn.faultinjection.Recording;
import org.junit.jupiter.api.Test;

class StackRecorderTest {
    private final Notebook notebook = Notebook.of(NOTE, HURRY, NOTE);

    @Test
    void aFirstRunCanHaveTheCallSitesOfAllItsEvents() {
        var stacks = StackRecorder.always();
        var trace = Recording.of(notebook, stacks).trace();
        for (int event = 0; event < trace.size(); event++) {
            assertThat(stacks.at(event)).hasValueSatisfying(site -> {
                assertThat(site.className()).isEqualTo(Notebook.class.getName());
                assertThat(site.file()).isEqualTo("Notebook.java");
                assertThat(site.line()).isPositive();
            });
        }
    }

    @Test
    void onlyWhatIsWantedIsLookedUp() {
        var stacks = StackRecorder.of(event -> event == 1);
        Recording.of(notebook, stacks);
        assertThat(stacks.at(0)).isEmpty();
        assertThat(stacks.at(1)).isPresent();
    }

    @Test
    void callersAreTheirsAndNotTheRunners() {
        var stacks = StackRecorder.always();
        Recording.of(notebook, stacks);
        var site = stacks.at(1).orElseThrow();
        assertThat(site.text()).startsWith("Notebook.note:");
        assertThat(site.callers()).hasSize(1).first().asString().startsWith("Notebook.work:");
    }
}
