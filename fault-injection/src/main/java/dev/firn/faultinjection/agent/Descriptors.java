package dev.firn.faultinjection.agent;

import java.io.FileDescriptor;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/// Which recorded file a descriptor belongs to, for `FileDescriptor.sync`.
final class Descriptors {
    // Descriptors have no equals of their own, so they are told apart by identity.
    private static final Map<FileDescriptor, Recorder.OpenFile> FILES =
            Collections.synchronizedMap(new WeakHashMap<>());

    private Descriptors() {}

    static void opened(FileDescriptor descriptor, Recorder.OpenFile file) {
        FILES.put(descriptor, file);
    }

    static void synced(FileDescriptor descriptor) throws IOException {
        Recorder.OpenFile file = FILES.get(descriptor);
        if (file == null) return;
        try (var _ = file.lock()) {
            file.synced();
        }
    }
}
