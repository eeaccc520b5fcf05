package dev.firn.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What only a machine with persistent memory can show: ext4 mounted `dax` on an emulated NVDIMM.
class DaxTest {
    private static final String FILE = "/mnt/pmem/store";
    private static final int COMMITS = 1000;
    private static final int CUTS = 3;

    @TempDir Path state;

    @BeforeAll
    static void theMachineCanBootAGuest() throws Exception {
        String os = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        assumeTrue(os.equals("Linux amd64"), "the guest needs Linux on x86-64, this is " + os);
        Guest.setUp();
    }

    @Test
    void aFileThatMapsSynchronouslyIsFlushedByTheLine() throws Exception {
        Guest.Answer answer = Guest.boot(state, List.of(), Guest.daxCheck("explain " + FILE));

        assertThat(answer.status()).isZero();
        assertThat(answer.get("granularity")).isEqualTo("CACHE_LINE");
        assertThat(answer.get("durable")).isEqualTo("true");
        assertThat(answer.get("because")).contains("MAP_SYNC");
    }

    @Test
    void cachesThatSurviveAPowerCutNeedNoFlush() throws Exception {
        Guest.Answer answer = Guest.boot(state, List.of("--domain", "cpu"), Guest.daxCheck("explain " + FILE));

        assertThat(answer.status()).isZero();
        assertThat(answer.get("granularity")).isEqualTo("BYTE");
        assertThat(answer.get("durable")).isEqualTo("true");
    }

    @Test
    void aCommitCallsNoSync() throws Exception {
        String byDefault = traced(FILE);
        String byFdatasync = traced(FILE + 2, "-Dfirn.pmem.backend=fdatasync");
        Guest.Answer answer = Guest.boot(state, List.of(), byDefault + "; echo; echo then; " + byFdatasync);

        int then = answer.lines().indexOf("then");
        assertThat(syncs(answer.lines().subList(0, then))).as("syncs in %d commits", COMMITS).isZero();
        assertThat(syncs(answer.lines().subList(then, answer.lines().size())))
                .as("syncs by the back-end that makes them: the trace would show one")
                .isGreaterThanOrEqualTo(COMMITS);
    }

    @Test
    void aPowerCutLosesNothingAcknowledged() throws Exception {
        String command =
                "if [ $FIRN_VM_BOOT = $FIRN_VM_CUTS ]; then %s; else exec %s; fi"
                        .formatted(Guest.daxCheck("count " + FILE), Guest.daxCheck("resume " + FILE));
        List<String> cuts = List.of("--cut-after", "0.2-3", "--cuts", "" + CUTS);
        Guest.Answer answer = Guest.boot(state, cuts, command);

        assertThat(answer.status()).isZero();
        PowerCuts seen = PowerCuts.in(answer.lines());
        assertThat(seen.boots()).as("boots that opened the store").isEqualTo(CUTS + 1);
        assertThat(seen.acknowledged()).as("commits acknowledged").isPositive();
        assertThat(seen.lost()).as("acknowledged and not found after the cut").isEmpty();
    }

    /// As `CutStoreTest` of the heap, on the back-ends that need a synchronous mapping; what `clwb` writes is machine
    /// code, which ends with the page.
    @ParameterizedTest
    @CsvSource({"jdk, writes", "clwb, reads"})
    void aFileThatIsCutEndsNoProcess(String backend, String what) throws Exception {
        String program = "dev.firn.heap.CutStoreInChild /mnt/pmem %s cold %s".formatted(backend, what);
        Guest.Answer answer = Guest.boot(state, List.of(), Guest.heapTest(program));

        assertThat(answer.lines()).as("%s", answer.lines()).contains("done");
        assertThat(answer.status()).isZero();
        assertThat(String.join("\n", answer.lines()))
                .doesNotContain("UNTYPED")
                .contains("MediumFaultException", "TruncatedStore");
    }

    private static String traced(String file, String... jvmOptions) {
        return "strace -f --seccomp-bpf -e trace=msync,fsync,fdatasync,sync_file_range,write -o /tmp/trace "
                + Guest.daxCheck("commit " + file + " " + COMMITS, jvmOptions)
                + " >/dev/null && grep -E 'commits (begin|end)|sync' /tmp/trace";
    }

    private static long syncs(List<String> trace) {
        int begin = indexOf(trace, "commits begin");
        int end = indexOf(trace, "commits end");
        return trace.subList(begin, end).stream().filter(line -> line.contains("sync(")).count();
    }

    private static int indexOf(List<String> trace, String mark) {
        for (int i = 0; i < trace.size(); i++) if (trace.get(i).contains(mark)) return i;
        throw new AssertionError("no \"" + mark + "\" in " + trace);
    }
}
