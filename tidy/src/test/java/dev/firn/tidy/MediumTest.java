package dev.firn.tidy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import org.junit.jupiter.api.Test;

/// The medium is touched through one seam, and where its bytes lie is said in one place.
class MediumTest {
    private static final String THE_SEAM =
            "the medium is touched through dev.firn.pmem.Region alone, so that a simulated"
                    + " medium can take its place: open one with Regions and read it through its View";

    /// The recorder of other people's files and the file system that fails, the oracle that shares a page with the
    /// process it watches, the example of other people's code, and backups, which are plain files beside the medium.
    private static final String[] WATCHERS_AND_WATCHED = {
        "dev.firn.faultinjection.agent..",
        "dev.firn.faultinjection.files..",
        "dev.firn.faultinjection.fault..",
        "dev.firn.faultinjection.ptrace..",
        "dev.firn.examples.breakyourownlog..",
        "dev.firn.heap.backup.."
    };

    @Test
    void onlyPmemMapsFiles() {
        FirnCode.check(
                noClasses()
                        .that()
                        .resideInAnyPackage(Module.packagesOfAllBut(Module.PMEM))
                        .and()
                        .resideOutsideOfPackages(WATCHERS_AND_WATCHED)
                        .should()
                        .callMethodWhere(MethodCalls.named(FileChannel.class, "map"))
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(MappedByteBuffer.class)
                        .because(THE_SEAM));
    }

    @Test
    void channelsStayWhereDevicesAndFilesAreOpened() {
        FirnCode.check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                Module.packagesOfAllBut(
                                        Module.PMEM, Module.FLASHTIER, Module.CLI, Module.EXAMPLES, Module.BENCH))
                        .and()
                        .resideOutsideOfPackages(WATCHERS_AND_WATCHED)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.nio.channels..")
                        .because(THE_SEAM));
    }

    @Test
    void fieldsOfTheMediumLiveInFormatPackages() {
        FirnCode.check(
                noClasses()
                        .that()
                        .resideInAnyPackage(Module.LOG.packages, Module.RECOVERY.packages, Module.HEAP.packages)
                        .and()
                        .resideOutsideOfPackage("..format..")
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(GroupLayout.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(MemoryLayout.PathElement.class)
                        .because(
                                "docs/format.md is compared with the layouts of the format packages: give the field to"
                                        + " its layout class there and call that class's getter or setter"));
    }
}
