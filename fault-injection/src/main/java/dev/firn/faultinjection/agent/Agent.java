package dev.firn.faultinjection.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// The Java agent that lets code which has never heard of this module be crash-tested: started with
/// `-javaagent:firn-fault-injection.jar=com.example,org.other`, it rewrites the calls by which classes of those
/// packages (and of the packages below them) change files and mapped memory. No other class is touched, those of the
/// JDK never.
///
/// While no crash test runs, a rewritten call makes the original call after one volatile load.
public final class Agent {
    private static volatile List<String> prefixes = List.of();
    private static final List<String> TROUBLES = new CopyOnWriteArrayList<>();

    private Agent() {}

    /// Called by the JVM before `main`.
    ///
    /// @param packages names, separated by commas
    /// @throws IllegalArgumentException when there are none
    public static void premain(String packages, Instrumentation instrumentation) {
        if (packages == null || packages.isBlank()) {
            throw new IllegalArgumentException(
                    "which packages are to be crash-tested? -javaagent:firn-fault-injection.jar=com.example,org.other");
        }
        prefixes = Stream.of(packages.split("[,;]")).map(String::strip).filter(name -> !name.isEmpty()).toList();
        instrumentation.addTransformer(new Transformer(instrumentation));
    }

    /// Called by the JVM when the agent comes later; classes loaded before that stay as they are.
    public static void agentmain(String packages, Instrumentation instrumentation) {
        premain(packages, instrumentation);
    }

    /// Whether the JVM was started with the agent.
    public static boolean isPresent() {
        return !prefixes.isEmpty();
    }

    /// The packages that are rewritten.
    public static List<String> prefixes() {
        return prefixes;
    }

    /// Classes that could not be rewritten, each with the reason.
    public static List<String> troubles() {
        return List.copyOf(TROUBLES);
    }

    /// @param testedPackage for the message
    /// @throws AgentMissingException when the JVM was started without the agent
    public static void require(String testedPackage) {
        if (!isPresent()) throw new AgentMissingException(testedPackage);
    }

    static boolean covers(String className) {
        if (className.startsWith("dev.firn.faultinjection.")) return false;
        for (String prefix : prefixes) {
            if (className.startsWith(prefix)
                    && (className.length() == prefix.length()
                            || ".$".indexOf(className.charAt(prefix.length())) >= 0)) {
                return true;
            }
        }
        return false;
    }

    private record Transformer(Instrumentation instrumentation) implements ClassFileTransformer {
        @Override
        public byte[] transform(
                Module module,
                ClassLoader loader,
                String internalName,
                Class<?> redefined,
                ProtectionDomain domain,
                byte[] bytes) {
            if (loader == null || internalName == null) return null;
            String name = internalName.replace('/', '.');
            if (!covers(name)) return null;
            try {
                byte[] rewritten = Rewriting.of(bytes, loader);
                if (rewritten != null) link(module, loader);
                return rewritten;
            } catch (Throwable failure) {
                // The JVM would swallow it and load the class as it was.
                TROUBLES.add(name + ": " + failure);
                return null;
            }
        }

        /// The rewritten class must see this one: its loader must find it, and its module read ours.
        private void link(Module module, ClassLoader loader) throws ClassNotFoundException {
            if (Class.forName(Agent.class.getName(), false, loader) != Agent.class) {
                throw new ClassNotFoundException("its class loader finds another copy of " + Agent.class.getName());
            }
            Module own = Agent.class.getModule();
            if (module.isNamed() && !module.canRead(own)) {
                instrumentation.redefineModule(module, Set.of(own), Map.of(), Map.of(), Set.of(), Map.of());
            }
        }
    }
}
