/// Firn's command line. It runs on the class path as well, which is how the launcher starts it.
@SuppressWarnings("requires-automatic") // HdrHistogram has no descriptor; nothing requires this module in turn.
module dev.firn.cli {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires dev.firn.faultinjection;
    requires dev.firn.heap;
    requires dev.firn.log;
    requires dev.firn.pmem;
    requires dev.firn.recovery;
    requires info.picocli;
    requires HdrHistogram;
    requires me.tongfei.progressbar;

    opens dev.firn.cli to
            info.picocli,
            com.fasterxml.jackson.databind;
    opens dev.firn.cli.crash to
            info.picocli,
            com.fasterxml.jackson.databind;
    opens dev.firn.cli.demo to
            info.picocli,
            com.fasterxml.jackson.databind;
}
