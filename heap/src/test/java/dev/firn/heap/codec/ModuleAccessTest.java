package dev.firn.heap.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records in a module of the user's own, which is closed to Firn.
class ModuleAccessTest {
    private ClassLoader app;

    @BeforeEach
    void compileAModule(@TempDir Path folder) throws IOException {
        Optional<ToolProvider> compiler = ToolProvider.findFirst("javac");
        assumeTrue(compiler.isPresent(), "needs a JDK with its compiler");
        List<Path> sources =
                List.of(
                        source(folder, "module-info.java", "module app { exports app; }"),
                        source(folder, "app/Open.java", "package app; public record Open(int value, String name) {}"),
                        source(folder, "app/Hidden.java", "package app; record Hidden(int value) {}"),
                        source(
                                folder,
                                "app/Own.java",
                                """
                                package app;
                                public class Own {
                                    public static Object lookup() { return java.lang.invoke.MethodHandles.lookup(); }
                                    public static Object hidden() { return new Hidden(7); }
                                    public static Object open() { return new Open(7, "seven"); }
                                }
                                """));
        Path classes = folder.resolve("classes");
        StringWriter said = new StringWriter();
        PrintWriter messages = new PrintWriter(said);
        Stream<String> arguments =
                Stream.concat(Stream.of("-d", classes.toString()), sources.stream().map(Path::toString));
        int code = compiler.get().run(messages, messages, arguments.toArray(String[]::new));
        assertThat(code).as(said::toString).isZero();
        app = load(classes);
    }

    @Test
    void aPublicRecordOfAnExportedPackageNeedsNothing() throws ReflectiveOperationException {
        assertReadsBack(Codec.of(app.loadClass("app.Open")), own("open"));
    }

    @Test
    void aHiddenRecordAsksForALookup() throws ReflectiveOperationException {
        Class<?> hidden = app.loadClass("app.Hidden");

        assertThatThrownBy(() -> Codec.of(hidden))
                .isInstanceOf(CodecException.class)
                .hasMessage(
                        "no codec for Hidden at Hidden: Firn has no access to it in module app; pass a lookup of its"
                                + " module, Codec.of(TYPE.class, MethodHandles.lookup()), or open package app to"
                                + " dev.firn.heap");
    }

    @Test
    void aHiddenRecordIsReachedByALookupOfItsModule() throws ReflectiveOperationException {
        assertReadsBack(Codec.of(app.loadClass("app.Hidden"), (Lookup) own("lookup")), own("hidden"));
    }

    private static <T> void assertReadsBack(Codec<T> codec, Object value) {
        @SuppressWarnings("unchecked")
        T typed = (T) value;
        assertThat(codec.decode(codec.encode(typed))).isEqualTo(value);
    }

    private Object own(String method) throws ReflectiveOperationException {
        return app.loadClass("app.Own").getMethod(method).invoke(null);
    }

    private static Path source(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve("source").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static ClassLoader load(Path classes) {
        ModuleLayer boot = ModuleLayer.boot();
        Configuration found = boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("app"));
        return boot.defineModulesWithOneLoader(found, ModuleAccessTest.class.getClassLoader()).findLoader("app");
    }
}
