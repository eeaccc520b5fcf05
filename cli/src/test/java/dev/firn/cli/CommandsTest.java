package dev.firn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.heap.Codec;
import dev.firn.heap.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each command says of one small store.
class CommandsTest {
    @TempDir Path folder;

    private Path file;

    record Account(String owner, long cents, List<String> notes) {}

    @BeforeEach
    void aSmallStore() {
        file = folder.resolve("small.firn");
        try (Store store = Store.open(file)) {
            var accounts = store.map("accounts", Codec.string(), Codec.of(Account.class));
            accounts.put("alice", new Account("Alice", 1000, List.of()));
            accounts.put("bob", new Account("Bob", 5, List.of("new", "poor")));
            var words = store.sortedMap("words", Codec.string(), Codec.int64());
            words.putAll(Map.of("the", 7L, "cat", 2L, "sat", 1L));
            store.sortedMap("numbers", Codec.int32(), Codec.bool()).put(-5, true);
            store.ref("done", Codec.int64()).set(3L);
        }
    }

    @Test
    void info() {
        var said = Cli.run("info", file);
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .startsWith(
                        "file             "
                                + file
                                + "\n"
                                + "bytes            16,777,216\n"
                                + "closed in order  yes\n"
                                + "format           1.1\n"
                                + "features         none\n");
        assertThat(said.out())
                .endsWith(
                        """
                        collections
                          accounts: map, string -> {owner:string,cents:int64,notes:list<string>}, entries: 2
                          done: ref, int64, entries: 1
                          numbers: sorted map, int32 -> bool, entries: 1
                          words: sorted map, string -> int64, entries: 3
                        """);
    }

    @Test
    void infoForPrograms() throws Exception {
        var facts = Json.MAPPER.readTree(Cli.run("info", "--json", file).out());
        assertThat(facts.get("closedInOrder").asBoolean()).isTrue();
        assertThat(facts.get("format").asText()).isEqualTo("1.1");
        assertThat(facts.get("features").isEmpty()).isTrue();
        assertThat(facts.get("collections").get(3).toString())
                .isEqualTo(
                        "{\"name\":\"words\",\"kind\":\"sorted_map\",\"keys\":\"string\",\"values\":\"int64\",\"entries\":3}");
    }

    @Test
    void dump() {
        assertThat(Cli.run("dump", file))
                .isEqualTo(
                        new Cli(
                                0,
                                """
                                "accounts" (map, string -> {owner:string,cents:int64,notes:list<string>})
                                  "alice": {"owner":"Alice","cents":1000,"notes":[]}
                                  "bob": {"owner":"Bob","cents":5,"notes":["new","poor"]}
                                "done" (reference, int64)
                                  3
                                "numbers" (sorted map, int32 -> bool)
                                  -5: true
                                "words" (sorted map, string -> int64)
                                  "cat": 2
                                  "sat": 1
                                  "the": 7
                                """,
                                ""));
    }

    @Test
    void dumpOfTheLog() {
        var said = Cli.run("dump", "--log", file);
        assertThat(said.code()).isZero();
        assertThat(said.out()).startsWith("segment 0: head 0, number 0 there, generation 1, life 2, stamps from ");
        assertThat(said.out()).contains("BATCH").endsWith("6 of 7 segments were never opened\n");
    }

    @Test
    void check() {
        var said = Cli.run("check", file);
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("\"words\" (sorted map, string -> int64): 3 entries")
                .endsWith(file + " is sound\n");
        assertThat(Cli.run("check", "--deep", "--json", file).out()).contains("\"sound\" : true", "\"findings\" : [ ]");
    }

    @Test
    void get() {
        assertThat(Cli.run("get", file, "words", "the")).isEqualTo(new Cli(0, "7\n", ""));
        assertThat(Cli.run("get", file, "accounts", "bob"))
                .isEqualTo(new Cli(0, "{\"owner\":\"Bob\",\"cents\":5,\"notes\":[\"new\",\"poor\"]}\n", ""));
        assertThat(Cli.run("get", file, "numbers", "--", "-5")).isEqualTo(new Cli(0, "true\n", ""));
        assertThat(Cli.run("get", file, "done")).isEqualTo(new Cli(0, "3\n", ""));
        assertThat(Cli.run("get", file, "words", "dog"))
                .isEqualTo(new Cli(1, "", "firn: there is no key dog in \"words\"\n"));
        assertThat(Cli.run("get", file, "nothing", "dog"))
                .isEqualTo(
                        new Cli(
                                1,
                                "",
                                "firn: there is no collection \"nothing\"; the store has: accounts, done, numbers,"
                                        + " words\n"));
    }

    @Test
    void put() {
        assertThat(Cli.run("put", file, "words", "dog", 12)).isEqualTo(new Cli(0, "", ""));
        assertThat(Cli.run("put", file, "accounts", "eve", "{\"owner\":\"Eve\",\"cents\":1,\"notes\":[\"x\"]}").code())
                .isZero();
        try (Store store = Store.open(file)) {
            assertThat(store.sortedMap("words", Codec.string(), Codec.int64())).containsEntry("dog", 12L);
            assertThat(store.map("accounts", Codec.string(), Codec.of(Account.class)))
                    .containsEntry("eve", new Account("Eve", 1, List.of("x")));
        }
    }

    @Test
    void putOfAnotherType() {
        assertThat(Cli.run("put", file, "words", "dog", "many"))
                .isEqualTo(
                        new Cli(2, "", "firn: \"many\" is no value of the type int64, which this collection stores\n"));
        assertThat(Cli.run("put", file, "accounts", "eve", "{\"owner\":\"Eve\"}").err())
                .isEqualTo(
                        "firn: {\"owner\":\"Eve\"} is no value of the type"
                                + " {owner:string,cents:int64,notes:list<string>}, which this collection stores\n");
    }

    @Test
    void putIntoANewMapOfANewStore() {
        Path other = folder.resolve("new.firn");
        assertThat(Cli.run("put", "--create", other, "notes", "milk", "two bottles")).isEqualTo(new Cli(0, "", ""));
        assertThat(Cli.run("get", other, "notes", "milk")).isEqualTo(new Cli(0, "two bottles\n", ""));
        assertThat(Cli.run("put", "--create", "--values", "nonsense", other, "more", "a", "b"))
                .isEqualTo(new Cli(2, "", "firn: --values: there is no type nonsense\n"));
    }

    @Test
    void del() {
        assertThat(Cli.run("del", file, "words", "the")).isEqualTo(new Cli(0, "", ""));
        assertThat(Cli.run("del", file, "words", "the"))
                .isEqualTo(new Cli(1, "", "firn: there is no key the in \"words\"\n"));
    }

    @Test
    void scan() {
        assertThat(Cli.run("scan", file, "words")).isEqualTo(new Cli(0, "cat\t2\nsat\t1\nthe\t7\n", ""));
        assertThat(Cli.run("scan", file, "words", "--from", "d", "--to", "the").out()).isEqualTo("sat\t1\n");
        assertThat(Cli.run("scan", file, "words", "--reverse", "--limit", 1, "--json").out())
                .isEqualTo("[\"the\",7]\n");
        assertThat(Cli.run("scan", file, "accounts", "--reverse"))
                .isEqualTo(
                        new Cli(
                                1,
                                "",
                                "firn: \"accounts\" is not sorted: only a sorted map has ranges and an order\n"));
    }

    @Test
    void explain() {
        var said = Cli.run("explain", "--backend", "nil", folder);
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("nil (not durable)").contains("granularity");
        assertThat(folder).isDirectoryNotContaining(path -> path.getFileName().toString().contains("explain"));
        assertThat(Cli.run("explain", folder.resolve("not/there")).err())
                .isEqualTo("firn: there is no folder " + folder.resolve("not") + "\n");
    }

    @Test
    void everyCommandHasHelpWithExamples() {
        for (var name : Main.commandLine().getSubcommands().keySet()) {
            var said = Cli.run(name, "--help");
            assertThat(said.code()).as(name).isZero();
            if (!name.equals("completion")) assertThat(said.out()).contains("Examples:\n  firn " + name);
        }
    }

    @Test
    void completion() {
        assertThat(Cli.run("completion").out())
                .startsWith("#!/usr/bin/env bash")
                .contains("explain")
                .contains("--kills");
    }

    @Test
    void wrongUsage() {
        assertThat(Cli.run("frob"))
                .isEqualTo(new Cli(2, "", "firn: Unmatched argument at index 0: 'frob'; see 'firn --help'\n"));
        assertThat(Cli.run("get", file)).extracting(Cli::code).isEqualTo(2);
        assertThat(Cli.run("demo", "--kills", "-1"))
                .isEqualTo(new Cli(2, "", "firn: --kills must not be negative: -1\n"));
        assertThat(Cli.run("demo", "--store", file).err())
                .isEqualTo("firn: " + file + " exists already; the demo makes a new store: name another file\n");
        assertThat(Cli.run("demo", "--input", folder.resolve("no")))
                .isEqualTo(new Cli(2, "", "firn: cannot read the input " + folder.resolve("no") + "\n"));
    }
}
