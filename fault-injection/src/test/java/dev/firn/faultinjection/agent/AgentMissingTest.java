package dev.firn.faultinjection.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The agent, or its absence, belongs to a JVM, so each of these starts one.
class AgentMissingTest {
    @Test
    void whoForgetsTheAgentIsToldTheLineToAdd() throws Exception {
        String output = run(Planned.class.getName());
        assertThat(output)
                .contains("AgentMissingException")
                .contains("<argLine>-javaagent:")
                .contains("firn-fault-injection.jar=com.example")
                .contains("jvmArgs(");
    }

    @Test
    void whoForgetsThePackagesIsAsked() throws Exception {
        assertThat(run("-javaagent:" + agent(), Planned.class.getName()))
                .contains("which packages are to be crash-tested?");
    }

    /// A program that makes a plan.
    static final class Planned {
        public static void main(String[] args) {
            new dev.firn.faultinjection.junit.CrashPlan(dev.firn.faultinjection.CrashOptions.defaults()).givenNothing();
        }
    }

    /// The jar that this JVM was started with.
    private static String agent() {
        return java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:"))
                .map(argument -> argument.substring("-javaagent:".length(), argument.lastIndexOf('=')))
                .findFirst()
                .orElseThrow();
    }

    private static String run(String... args) throws Exception {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(
                System.getProperty("java.class.path")
                        + File.pathSeparator
                        + System.getProperty("surefire.test.class.path", ""));
        command.addAll(java.util.List.of(args));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
