package dev.firn.faultinjection.report;

import static dev.firn.crashtoys.Notebook.Step.FORGET;
import static dev.firn.crashtoys.Notebook.Step.HURRY;
import static dev.firn.crashtoys.Notebook.Step.NOTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.crashtoys.Notebook;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CrashReportsTest {
    @Test
    void theClassicBugIsToldInAPage() {
        var scenario = Notebook.of(NOTE, HURRY, NOTE, NOTE);
        var document = CrashReports.of(scenario, Failures.of(scenario));
        System.out.println(document.text());
        assertThat(document.text()).contains("x");
    }
}
