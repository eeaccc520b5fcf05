package dev.firn.faultinjection.agent;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle.AccessMode;
import java.nio.Buffer;

/// Links the calls on memory that the agent has rewritten. Only such code calls this.
public final class MemoryCalls {
    private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

    private MemoryCalls() {}

    /// A call of `original`: recorded when it changes a recorded mapping, the plain call otherwise.
    ///
    /// @param kind name of a [MemoryCall]
    public static CallSite call(
            MethodHandles.Lookup caller, String name, MethodType type, String kind, MethodHandle original)
            throws ReflectiveOperationException {
        return link(MemoryCall.valueOf(kind), name, original.asType(type), type);
    }

    /// The same for an access mode of a variable handle.
    public static CallSite access(MethodHandles.Lookup caller, String name, MethodType type)
            throws ReflectiveOperationException {
        MethodHandle original =
                MethodHandles.varHandleInvoker(AccessMode.valueFromMethodName(name), type.dropParameterTypes(0, 1));
        return link(MemoryCall.VAR_HANDLE, name, original.asType(type), type);
    }

    private static CallSite link(MemoryCall kind, String name, MethodHandle original, MethodType type)
            throws ReflectiveOperationException {
        int target = kind.target(type);
        var spread =
                original.asFixedArity()
                        .asSpreader(Object[].class, type.parameterCount())
                        .asType(MethodType.methodType(Object.class, Object[].class));
        var site = new MemoryCall.Site(kind, name, spread, target);
        MethodHandle recorded =
                OWN.findStatic(
                                MemoryCalls.class,
                                "record",
                                MethodType.methodType(Object.class, MemoryCall.Site.class, Object[].class))
                        .bindTo(site)
                        .asCollector(Object[].class, type.parameterCount())
                        .asType(type);
        return new ConstantCallSite(
                MethodHandles.guardWithTest(question(type, target), recorded, original.asFixedArity()));
    }

    /// Whether the target among all arguments is recorded.
    private static MethodHandle question(MethodType type, int target) throws ReflectiveOperationException {
        Class<?> asked = Buffer.class.isAssignableFrom(type.parameterType(target)) ? Buffer.class : MemorySegment.class;
        MethodHandle question =
                OWN.findStatic(Tracking.class, "isRecorded", MethodType.methodType(boolean.class, asked))
                        .asType(MethodType.methodType(boolean.class, type.parameterType(target)));
        return MethodHandles.permuteArguments(question, type.changeReturnType(boolean.class), target);
    }

    private static Object record(MemoryCall.Site site, Object[] args) throws Throwable {
        Recorder recorder = Tracking.active();
        if (recorder == null) return site.call(args);
        try (var _ = recorder.lock()) {
            return site.kind().run(recorder, site, args);
        }
    }
}
