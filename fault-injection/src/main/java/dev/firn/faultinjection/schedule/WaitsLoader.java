package dev.firn.faultinjection.schedule;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// Loads code under test anew, with its waiting under the control of the schedule: locks that are taken by
/// `ReentrantLock.lock`, and loops that spin, yield or nap. Then a thread that another one wakes does not run beside
/// it, but waits for its turn, and the order of everything is in the schedule.
///
/// What is not touched: monitors (`synchronized`, `wait`), conditions, latches, and the JDK's own classes. They work as
/// they do without this loader.
public final class WaitsLoader extends ClassLoader {
    private static final ClassDesc WAITS = ClassDesc.of("dev.firn.faultinjection.schedule.Waits");
    private static final MethodTypeDesc LOCKING =
            MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("java.util.concurrent.locks.Lock"));
    private static final MethodTypeDesc PLAIN = MethodTypeDesc.of(ConstantDescs.CD_void);
    private static final MethodTypeDesc NAPPING = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long);

    /// A call that waits, and what comes in its place.
    private record Exchange(String name, MethodTypeDesc type) {}

    private static final Map<String, Exchange> EXCHANGES =
            Map.of(
                    "java/util/concurrent/locks/ReentrantLock.lock()V", new Exchange("lock", LOCKING),
                    "java/util/concurrent/locks/Lock.lock()V", new Exchange("lock", LOCKING),
                    "java/lang/Thread.onSpinWait()V", new Exchange("spin", PLAIN),
                    "java/lang/Thread.yield()V", new Exchange("yield", PLAIN),
                    "java/util/concurrent/locks/LockSupport.parkNanos(J)V", new Exchange("nap", NAPPING));

    private final List<String> prefixes;
    private final BiFunction<String, byte[], byte[]> before;

    /// @param parent has the classes, as they are
    /// @param packages whose classes, and those of packages inside them, are loaded anew: the code under test, and the
    ///     scenario that uses it
    public WaitsLoader(ClassLoader parent, String... packages) {
        this(parent, (_, bytes) -> bytes, packages);
    }

    /// The same, with a change made to each class first: to break the code under test, and see that it is found.
    ///
    /// @param before takes the name of a class and its bytes, and returns the bytes to use
    public WaitsLoader(ClassLoader parent, BiFunction<String, byte[], byte[]> before, String... packages) {
        super(parent);
        this.before = before;
        this.prefixes = List.of(packages).stream().map(name -> name + ".").toList();
    }

    /// A scenario, of classes loaded anew.
    ///
    /// @param maker in one of the packages; public, with a public constructor without parameters
    /// @throws IllegalArgumentException when it is not
    public ConcurrentScenario<?> scenario(Class<? extends Supplier<? extends ConcurrentScenario<?>>> maker) {
        try {
            var anew = loadClass(maker.getName());
            if (anew.getClassLoader() != this) {
                throw new IllegalArgumentException("%s is in none of %s".formatted(maker, prefixes));
            }
            return (ConcurrentScenario<?>) ((Supplier<?>) anew.getConstructor().newInstance()).get();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(maker + " needs to be public, with a public constructor: " + e, e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (prefixes.stream().noneMatch(name::startsWith)) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) throw new ClassNotFoundException(name);
            byte[] changed = change(before.apply(name, in.readAllBytes()));
            return defineClass(name, changed, 0, changed.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] change(byte[] bytes) {
        var resolver =
                ClassHierarchyResolver.ofResourceParsing(getParent()).orElse(ClassHierarchyResolver.defaultResolver());
        var file = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver));
        return file.transformClass(file.parse(bytes), ClassTransform.transformingMethodBodies(WaitsLoader::exchange));
    }

    private static void exchange(CodeBuilder code, CodeElement element) {
        var exchange = element instanceof InvokeInstruction call ? EXCHANGES.get(key(call)) : null;
        if (exchange == null) code.with(element);
        else code.invokestatic(WAITS, exchange.name(), exchange.type());
    }

    private static String key(InvokeInstruction call) {
        return call.owner().asInternalName() + "." + call.name().stringValue() + call.type().stringValue();
    }
}
