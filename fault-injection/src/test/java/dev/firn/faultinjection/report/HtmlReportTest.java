package dev.firn.faultinjection.report;

import static dev.firn.crashtoys.Notebook.Step.HURRY;
import static dev.firn.crashtoys.Notebook.Step.NOTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.crashtoys.LongRun;
import dev.firn.crashtoys.Notebook;
import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashOptions;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class HtmlReportTest {
    @Test
    void thePageIsWellFormedAndSelfContained() throws Exception {
        var scenario = Notebook.of(NOTE, HURRY, NOTE, NOTE);
        var html = CrashReports.of(scenario, Failures.of(scenario)).html();
        var page = parse(html);
        assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(1);
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(html).doesNotContain("src=").doesNotContain("href=").doesNotContain("url(");
        assertThat(page.getDocumentElement().getTextContent())
                .contains("note 0 is torn", "EVICTED EARLY", "A drain after t=1", "firn-replay 1", "CRASH", "LOST");
    }

    @Test
    void textOfAnOracleIsEscaped() throws Exception {
        var scenario = Notebook.moody();
        var options = CrashOptions.defaults().withNested(0);
        var html = CrashReports.of(scenario, Failures.of(scenario, options), ReportSettings.brief(options)).html();
        assertThat(html).doesNotContain("lost <it>");
        assertThat(parse(html).getElementsByTagName("h1").item(0).getTextContent()).contains("lost <it> & \"more\"");
    }

    @Test
    void twoThousandEventsAreAWindowThatSaysSo() throws Exception {
        var scenario = new LongRun(400);
        var options = CrashOptions.defaults().withNested(0);
        var html = CrashReports.of(scenario, Failures.of(scenario, options), ReportSettings.brief(options)).html();
        var page = parse(html);
        assertThat(page.getDocumentElement().getTextContent()).containsPattern("Shown are the events 1899 to 1998 of 1999");
        assertThat(page.getElementsByTagName("g").getLength()).isBetween(50, Lanes.MOST_BEFORE + Lanes.MOST_AFTER);
        assertThat(html.length()).isLessThan(200_000);
    }

    @Test
    void aPassingExplorationHasAPage() throws Exception {
        var report = CrashExplorer.explore(Notebook.of(NOTE, NOTE), CrashOptions.defaults());
        var page = parse(CrashReports.html("a <test>", report));
        assertThat(page.getDocumentElement().getTextContent())
                .contains("Every crash survived: a <test>", report.sentence(), "under WORDS");
    }

    @Property(tries = 300)
    void anyTextIsMarkupAfterEscaping(@ForAll String text) throws Exception {
        var page = parse(new Markup().element("p", text, "title", text).toString());
        assertThat(page.getDocumentElement().getTextContent()).hasSize(Markup.escaped(text).isEmpty() ? 0 : text.codePointCount(0, text.length()) + supplementary(text));
    }

    private static int supplementary(String text) {
        return (int) text.codePoints().filter(letter -> letter > 0xFFFF && (letter & 0xFFFE) != 0xFFFE).count();
    }

    private static Document parse(String xml) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new InputSource(new StringReader(xml)));
    }
}
