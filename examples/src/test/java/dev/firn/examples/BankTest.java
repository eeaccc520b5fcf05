package dev.firn.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.heap.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BankTest {
    @TempDir Path folder;

    @Test
    void moneyIsMovedWhollyOrNotAtAll() {
        Path file = folder.resolve("bank.firn");
        try (Store store = Store.open(file)) {
            var bank = new Bank(store);
            bank.open("alice", 100_00);
            bank.open("bob", 0);
            bank.transfer("alice", "bob", 30_00);
            assertThatThrownBy(() -> bank.transfer("bob", "alice", 30_01))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("bob has not enough money");
        }
        try (Store store = Store.open(file)) {
            var bank = new Bank(store);
            assertThat(bank.account("alice")).isEqualTo(new Bank.Account("alice", 70_00));
            assertThat(bank.account("bob")).isEqualTo(new Bank.Account("bob", 30_00));
            assertThat(bank.total()).isEqualTo(100_00);
        }
    }

    @Test
    void theProgramRuns() {
        Bank.main(new String[] {folder.resolve("main.firn").toString()});
        Bank.main(new String[] {folder.resolve("main.firn").toString()});
        try (Store store = Store.open(folder.resolve("main.firn"))) {
            assertThat(new Bank(store).account("bob").cents()).isEqualTo(20_00);
        }
    }
}
