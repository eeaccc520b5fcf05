package dev.firn.faultinjection.agent;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.nio.Buffer;

/// What a rewritten call does to memory, and so how the bytes that it changed are found.
enum MemoryCall {
    /// `set`, `setAtIndex`, `setString`, `copyFrom`, `fill` of a segment.
    SEGMENT_STORE {
        @Override
        Object run(Recorder recorder, Site site, Object[] args) throws Throwable {
            var segment = (MemorySegment) args[0];
            Object result = site.call(args);
            long from = 0;
            long length = segment.byteSize();
            if (args[1] instanceof ValueLayout layout) {
                from = (long) args[2] * (site.name().equals("setAtIndex") ? layout.byteSize() : 1);
                length = layout.byteSize();
            } else if (args[1] instanceof Long at) {
                // A string: no charset needs more than four bytes for a unit, or for the end.
                from = at;
                length = Math.min(length - from, 4L * (((String) args[2]).length() + 1));
            } else if (args[1] instanceof MemorySegment source) {
                length = source.byteSize();
            }
            recorder.stored(segment.address() + from, length);
            return result;
        }
    },
    /// The static copies to a segment.
    SEGMENT_COPY {
        @Override
        Object run(Recorder recorder, Site site, Object[] args) throws Throwable {
            Object result = site.call(args);
            int target = site.target();
            var segment = (MemorySegment) args[target];
            boolean typed = args[target + 1] instanceof ValueLayout;
            long from = (long) args[typed ? target + 2 : target + 1];
            long count = ((Number) args[args.length - 1]).longValue();
            long bytes = typed ? count * ((ValueLayout) args[target + 1]).byteSize() : count;
            recorder.stored(segment.address() + from, bytes);
            return result;
        }
    },
    SEGMENT_FORCE {
        @Override
        Object run(Recorder recorder, Site site, Object[] args) throws Throwable {
            var segment = (MemorySegment) args[0];
            Object result = site.call(args);
            recorder.forced(segment.address(), segment.byteSize());
            return result;
        }
    },
    /// Any `put`: relative ones have moved the position; of the others the first argument is an index.
    BUFFER_PUT {
        @Override
        Object run(Recorder recorder, Site site, Object[] args) throws Throwable {
            var buffer = (Buffer) args[0];
            long base = Tracking.base(buffer);
            int before = buffer.position();
            Object result = site.call(args);
            int element = Tracking.elementBytes(buffer);
            long moved = buffer.position() - before;
            if (moved != 0) recorder.stored(base + (long) before * element, moved * element);
            else if (args.length > 2) recorder.stored(base + (long) (int) args[1] * element, absolute(args, element));
            return result;
        }

        private static long absolute(Object[] args, int element) {
            if (args.length > 3) return (long) (int) args[args.length - 1] * element;
            return args[2].getClass().isArray() ? (long) Array.getLength(args[2]) * element : bytesOf(args[2]);
        }

        private static int bytesOf(Object value) {
            return switch (value) {
                case Byte _ -> 1;
                case Short _, Character _ -> 2;
                case Integer _, Float _ -> 4;
                default -> 8;
            };
        }
    },
    BUFFER_FORCE {
        @Override
        Object run(Recorder recorder, Site site, Object[] args) throws Throwable {
            var buffer = (Buffer) args[0];
            Object result = site.call(args);
            long base = Tracking.base(buffer);
            if (args.length == 3) recorder.forced(base + (int) args[1], (int) args[2]);
            else recorder.forced(base, buffer.capacity());
            return result;
        }
    },
    /// An access mode that may store. Where a handle's path leads is the handle's secret, so the byte that changed is
    /// looked for, at the offset in the arguments first.
    VAR_HANDLE {
        @Override
        Object run(Recorder recorder, Site site, Object[] args) throws Throwable {
            Object result = site.call(args);
            long base;
            long length;
            if (args[1] instanceof MemorySegment segment) {
                base = segment.address();
                length = segment.byteSize();
            } else {
                var buffer = (Buffer) args[1];
                base = Tracking.base(buffer);
                length = (long) buffer.capacity() * Tracking.elementBytes(buffer);
            }
            long hint = args.length > 2 && args[2] instanceof Number offset ? offset.longValue() : 0;
            boolean ordered = !site.name().equals("set") && !site.name().equals("setOpaque");
            recorder.storedWithin(base, length, base + hint, ordered);
            return result;
        }
    };

    /// Makes the original call and tells the recorder. The caller holds its lock.
    abstract Object run(Recorder recorder, Site site, Object[] args) throws Throwable;

    /// The parameter that says which memory is changed, -1 when there is none.
    int target(MethodType type) {
        int first = this == VAR_HANDLE ? 1 : 0;
        int last = this == SEGMENT_COPY ? type.parameterCount() - 1 : first;
        for (int parameter = Math.min(last, type.parameterCount() - 1); parameter >= first; parameter--) {
            Class<?> at = type.parameterType(parameter);
            if (MemorySegment.class.isAssignableFrom(at) || Buffer.class.isAssignableFrom(at)) return parameter;
        }
        return -1;
    }

    /// One rewritten call.
    ///
    /// @param original takes an array and returns an object
    /// @param target see [MemoryCall#target]
    record Site(MemoryCall kind, String name, MethodHandle original, int target) {
        Object call(Object[] args) throws Throwable {
            return (Object) original.invokeExact(args);
        }
    }
}
