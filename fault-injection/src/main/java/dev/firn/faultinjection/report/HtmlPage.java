package dev.firn.faultinjection.report;

/// The frame of a page: everything in one file, nothing loaded, nothing run.
final class HtmlPage {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --fg: #1c2733; --bg: #fff; --soft: #f1f4f7; --rule: #d5dde5; --dim: #66788a;
              --dirty: #f2b134; --flushed: #7db3e8; --durable: #a9d8b0; --lost: #c8233b; }
            @media (prefers-color-scheme: dark) { :root { --fg: #dde6ee; --bg: #12181f; --soft: #1c252e; --rule: #33414e;
              --dim: #8fa1b2; --dirty: #b9810f; --flushed: #2f6ca8; --durable: #2f6b3a; --lost: #ff6b7d; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--fg); background: var(--bg); margin: 2rem auto;
              max-width: 76rem; padding: 0 1rem; }
            h1 { font-size: 1.35rem; overflow-wrap: anywhere; } h2 { font-size: 1.05rem; margin-top: 2rem; }
            p.dim, td.dim { color: var(--dim); } code, pre, td.m { font-family: ui-monospace, monospace; font-size: 13px; }
            pre { background: var(--soft); padding: .7rem 1rem; overflow-x: auto; } .scroll { overflow-x: auto; }
            table { border-collapse: collapse; } td, th { padding: .15rem .8rem .15rem 0; text-align: left; vertical-align: top; }
            tr.lost td { color: var(--lost); font-weight: 600; } tr.crash td { border-top: 2px solid var(--lost);
              color: var(--lost); font-weight: 700; } tr.survived td.f { color: var(--dim); font-weight: 600; }
            .fix { border-left: 4px solid var(--flushed); background: var(--soft); padding: .6rem 1rem; }
            .key span { display: inline-block; padding: 0 .6rem; margin-right: .5rem; color: #000; border-radius: 2px; }
            svg text { font: 11px ui-monospace, monospace; fill: var(--fg); } svg text.n { fill: var(--dim); }
            svg .c { fill: var(--soft); } svg .d, .key .d { fill: var(--dirty); background: var(--dirty); }
            svg .f, .key .f { fill: var(--flushed); background: var(--flushed); }
            svg .u, .key .u { fill: var(--durable); background: var(--durable); } .key .l { background: var(--lost); }
            svg .later { opacity: .35; } svg .hit { fill: transparent; } svg .e:hover .hit { fill: var(--fg); opacity: .1; }
            svg .dot { fill: var(--fg); } svg .fence { stroke: var(--fg); stroke-width: 1; stroke-dasharray: 2 2; }
            svg .crash { stroke: var(--lost); stroke-width: 2; } svg .mark { fill: var(--lost); }
            svg text.crashed, svg text.lost { fill: var(--lost); font-weight: 700; } svg text.kept { fill: var(--dim); }
            """;

    private HtmlPage() {}

    /// A whole page with `body`, which is markup.
    static String of(String title, String body) {
        return new Markup()
                .raw("<!DOCTYPE html>\n")
                .open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en")
                .open("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .element("title", title)
                .open("style")
                .raw(STYLE)
                .close("style")
                .close("head")
                .newline()
                .open("body")
                .raw(body)
                .close("body")
                .close("html")
                .newline()
                .toString();
    }
}
