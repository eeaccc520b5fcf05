package dev.firn.recovery;

import dev.firn.log.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The calls in the compiled log and its recovery.
final class CallSites {
    private static final Set<String> VERBS = Set.of("write", "publish", "flush", "drain", "grow", "shrink", "release");

    private CallSites() {}

    /// `type.method` calls `owner.called`.
    record Site(String type, String method, String owner, String called) {
        boolean isPoint(OrderingPoint point) {
            return type.equals(point.type())
                    && method.equals(point.method())
                    && owner.equals(point.owner())
                    && called.equals(point.called());
        }
    }

    static boolean isAt(InvokeInstruction call, String type, String method, OrderingPoint point) {
        return site(call, type, method).isPoint(point);
    }

    /// Every call of a region that changes it or waits for it.
    static List<Site> ofRegions() {
        return all().stream().filter(site -> site.owner().equals("Region") && VERBS.contains(site.called())).toList();
    }

    /// Every call.
    static List<Site> all() {
        var sites = new ArrayList<Site>();
        for (var type : List.of(Log.class, Recovery.class)) {
            for (var model : classesBeside(type)) collect(model, sites);
        }
        return sites;
    }

    private static void collect(ClassModel model, List<Site> sites) {
        String type = simpleName(model.thisClass().asInternalName());
        for (var method : model.methods()) {
            method.code()
                    .ifPresent(code -> {
                        for (var element : code) {
                            if (element instanceof InvokeInstruction call) {
                                sites.add(site(call, type, method.methodName().stringValue()));
                            }
                        }
                    });
        }
    }

    private static Site site(InvokeInstruction call, String type, String method) {
        return new Site(type, method, simpleName(call.owner().asInternalName()), call.name().stringValue());
    }

    private static String simpleName(String internal) {
        return internal.substring(internal.lastIndexOf('/') + 1);
    }

    /// In the folder or the jar that `type` came from: it depends on how far the build has come.
    private static List<ClassModel> classesBeside(Class<?> type) {
        try {
            var root = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(root)) return classesIn(root);
            try (var jar = FileSystems.newFileSystem(root)) {
                return classesIn(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<ClassModel> classesIn(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class")).map(CallSites::parse).toList();
        }
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
