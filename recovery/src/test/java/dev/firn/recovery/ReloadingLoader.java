package dev.firn.recovery;

import java.io.IOException;

/// Loads the log, its recovery and these tests anew, changed. Everything else comes from the parent.
abstract class ReloadingLoader extends ClassLoader {
    ReloadingLoader() {
        super(ReloadingLoader.class.getClassLoader());
        setDefaultAssertionStatus(false); // an assertion is no part of what ships
    }

    /// The bytes to load in place of `bytes`.
    abstract byte[] changed(String simpleName, byte[] bytes);

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean ours = name.startsWith("dev.firn.log.") || name.startsWith("dev.firn.recovery.");
        if (!ours) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) throw new ClassNotFoundException(name);
            byte[] changed = changed(name.substring(name.lastIndexOf('.') + 1), in.readAllBytes());
            return defineClass(name, changed, 0, changed.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
