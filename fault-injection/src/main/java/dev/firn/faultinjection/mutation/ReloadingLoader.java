package dev.firn.faultinjection.mutation;

import java.io.IOException;
import java.util.List;

/// Loads some packages anew, changed. Everything else comes from the parent.
public abstract class ReloadingLoader extends ClassLoader {
    private final List<String> prefixes;

    /// @param parent has the classes, as they are
    /// @param packages whose classes, and those of packages inside them, are loaded anew: the code under test, and the
    ///     tests that use it
    protected ReloadingLoader(ClassLoader parent, String... packages) {
        super(parent);
        this.prefixes = List.of(packages).stream().map(name -> name + ".").toList();
    }

    /// The bytes to load in place of `bytes`.
    ///
    /// @param name of the class, with its package
    public abstract byte[] changed(String name, byte[] bytes);

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
            setClassAssertionStatus(name, false); // an assertion is no part of what ships
            byte[] changed = changed(name, in.readAllBytes());
            return defineClass(name, changed, 0, changed.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
