package dev.firn.faultinjection.agent;

import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which calls are rewritten, and to what.
final class CallTable {
    private static final String SEGMENT = "java/lang/foreign/MemorySegment";
    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
    private static final Set<String> SEGMENT_STORES = Set.of("set", "setAtIndex", "setString", "copyFrom", "fill");
    private static final Set<String> BUFFERS =
            Set.of(
                    "java/nio/MappedByteBuffer",
                    "java/nio/ByteBuffer",
                    "java/nio/CharBuffer",
                    "java/nio/ShortBuffer",
                    "java/nio/IntBuffer",
                    "java/nio/LongBuffer",
                    "java/nio/FloatBuffer",
                    "java/nio/DoubleBuffer");
    private static final Set<String> PURE_ACCESS = Set.of("get", "getVolatile", "getOpaque", "getAcquire");
    private static final Map<String, Target> TARGETS = targets();

    private CallTable() {}

    /// A static method to call in place of another.
    record Target(ClassDesc owner, MethodTypeDesc type) {}

    /// What to call in place of `owner.name`, null to leave it.
    static Target target(String owner, String name, MethodTypeDesc type, boolean isStatic) {
        return TARGETS.get(key(owner, name, type.descriptorString(), isStatic));
    }

    /// The same for a method that is referred to.
    static Target target(DirectMethodHandleDesc handle) {
        boolean isStatic =
                switch (handle.kind()) {
                    case STATIC, INTERFACE_STATIC -> true;
                    case VIRTUAL, INTERFACE_VIRTUAL -> false;
                    default -> false;
                };
        String descriptor = handle.owner().descriptorString();
        if (!descriptor.startsWith("L")) return null;
        String owner = descriptor.substring(1, descriptor.length() - 1);
        String type = handle.lookupDescriptor();
        return type.startsWith("(") ? TARGETS.get(key(owner, handle.methodName(), type, isStatic)) : null;
    }

    /// How a call changes memory, null when it does not.
    static MemoryCall memoryCall(String owner, String name, boolean isStatic, MethodTypeDesc type) {
        if (owner.equals(SEGMENT)) return segmentCall(name, isStatic, type);
        if (isStatic) return null;
        if (owner.equals(VAR_HANDLE)) return accessesMemory(name, type) ? MemoryCall.VAR_HANDLE : null;
        if (!BUFFERS.contains(owner)) return null;
        if (name.startsWith("put") || name.equals("append")) return MemoryCall.BUFFER_PUT;
        return name.equals("force") ? MemoryCall.BUFFER_FORCE : null;
    }

    static boolean hasConstructor(ClassDesc owner, MethodTypeDesc type) {
        return type.parameterCount() > 0
                && !type.parameterType(0).descriptorString().equals("Ljava/io/FileDescriptor;");
    }

    private static MemoryCall segmentCall(String name, boolean isStatic, MethodTypeDesc type) {
        if (isStatic) return name.equals("copy") && copiesToSegment(type) ? MemoryCall.SEGMENT_COPY : null;
        if (SEGMENT_STORES.contains(name)) return MemoryCall.SEGMENT_STORE;
        return name.equals("force") ? MemoryCall.SEGMENT_FORCE : null;
    }

    /// The one that copies to an array has it in the fourth place.
    private static boolean copiesToSegment(MethodTypeDesc type) {
        return !(type.parameterCount() == 6 && isSegment(type.parameterType(0)) && !isSegment(type.parameterType(3)));
    }

    private static boolean accessesMemory(String name, MethodTypeDesc type) {
        if (type.parameterCount() < 2 || PURE_ACCESS.contains(name) || !isAccess(name)) return false;
        String first = type.parameterType(0).descriptorString();
        return isSegment(type.parameterType(0))
                || BUFFERS.contains(first.substring(Math.min(1, first.length()), Math.max(1, first.length() - 1)));
    }

    private static boolean isAccess(String name) {
        return name.startsWith("set")
                || name.startsWith("getAnd")
                || name.startsWith("compareAnd")
                || name.startsWith("weakCompareAnd");
    }

    private static boolean isSegment(ClassDesc type) {
        return type.descriptorString().equals("L" + SEGMENT + ";");
    }

    private static Map<String, Target> targets() {
        var targets = new HashMap<String, Target>();
        Stream.of(ChannelCalls.class, AsynchronousCalls.class, FileCalls.class, IoFileCalls.class)
                .flatMap(calls -> Stream.of(calls.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Instead.class))
                .forEach(method -> {
                    Class<?> owner = method.getAnnotation(Instead.class).value();
                    var type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
                    boolean isStatic = type.parameterCount() == 0 || type.parameterType(0) != owner;
                    var original = isStatic ? type : type.dropParameterTypes(0, 1);
                    targets.put(
                            key(
                                    owner.getName().replace('.', '/'),
                                    method.getName(),
                                    original.descriptorString(),
                                    isStatic),
                            new Target(
                                    method.getDeclaringClass().describeConstable().orElseThrow(),
                                    type.describeConstable().orElseThrow()));
                });
        return Map.copyOf(targets);
    }

    private static String key(String owner, String name, String descriptor, boolean isStatic) {
        return owner + "." + name + descriptor + (isStatic ? " static" : "");
    }
}
