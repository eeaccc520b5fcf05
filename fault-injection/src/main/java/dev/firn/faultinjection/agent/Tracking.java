package dev.firn.faultinjection.agent;

import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Path;

/// Which [Recorder] is at work, and the quick questions that instrumented code asks first. When there is none, each
/// costs one volatile load.
public final class Tracking {
    private static volatile Recorder active;

    private Tracking() {}

    /// Sends everything to `recorder` from now on; null ends that.
    ///
    /// @throws IllegalStateException when another one is at work
    public static synchronized void use(Recorder recorder) {
        if (recorder != null && active != null) {
            throw new IllegalStateException(
                    "two crash tests of files record at the same time: run them one after the other (JUnit:"
                            + " @Isolated)");
        }
        active = recorder;
    }

    static Recorder active() {
        return active;
    }

    /// The recorder that wants to know about `path`, or null.
    static Recorder of(Path path) {
        Recorder recorder = active;
        return recorder != null && recorder.tracks(path) ? recorder : null;
    }

    static boolean isRecorded(MemorySegment segment) {
        Recorder recorder = active;
        return recorder != null && segment.isNative() && recorder.maps(segment.address());
    }

    static boolean isRecorded(Buffer buffer) {
        Recorder recorder = active;
        return recorder != null && buffer.isDirect() && recorder.maps(base(buffer));
    }

    /// The address of element 0.
    static long base(Buffer buffer) {
        return MemorySegment.ofBuffer(buffer).address() - (long) buffer.position() * elementBytes(buffer);
    }

    static int elementBytes(Buffer buffer) {
        return switch (buffer) {
            case ByteBuffer _ -> 1;
            case CharBuffer _, ShortBuffer _ -> 2;
            case IntBuffer _, FloatBuffer _ -> 4;
            case LongBuffer _, DoubleBuffer _ -> 8;
        };
    }
}
