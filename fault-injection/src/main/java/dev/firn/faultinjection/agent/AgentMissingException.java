package dev.firn.faultinjection.agent;

import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;

/// A test wants to record code that was loaded without the [Agent]. The message says which line to add where.
public final class AgentMissingException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    AgentMissingException(String testedPackage) {
        super(
                """
                the tests run without Firn's agent, so nothing that the code under test does to files is seen.
                Add one line to the options of the tests' JVM (change the package if the code is in another):
                  -javaagent:%1$s=%2$s
                Maven, in the configuration of maven-surefire-plugin:
                  <argLine>-javaagent:%1$s=%2$s</argLine>
                Gradle:
                  tasks.test { jvmArgs("-javaagent:%1$s=%2$s") }\
                """
                        .formatted(jar(), testedPackage));
    }

    private static String jar() {
        CodeSource source = Agent.class.getProtectionDomain().getCodeSource();
        if (source != null && source.getLocation() != null) {
            var path = Path.of(URI.create(source.getLocation().toString()));
            if (path.toString().endsWith(".jar")) return path.toString();
        }
        return "firn-fault-injection.jar";
    }
}
