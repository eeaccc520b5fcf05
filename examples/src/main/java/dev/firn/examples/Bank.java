package dev.firn.examples;

import dev.firn.heap.Codec;
import dev.firn.heap.DurableMap;
import dev.firn.heap.Store;
import java.nio.file.Path;

/// The store: accounts in a durable map, and a transfer that happens wholly or not at all.
///
/// Run it with a file, as often as you like, and kill it whenever you like: `Bank bank.firn`.
public final class Bank {
    /// Any record can be stored.
    public record Account(String owner, long cents) {
        public Account {
            if (cents < 0) throw new IllegalArgumentException(owner + " has not enough money");
        }

        Account plus(long more) {
            return new Account(owner, cents + more);
        }
    }

    private final Store store;
    private final DurableMap<String, Account> accounts;

    Bank(Store store) {
        this.store = store;
        this.accounts = store.map("accounts", Codec.string(), Codec.of(Account.class));
    }

    public static void main(String[] args) {
        try (Store store = Store.open(Path.of(args[0]))) {
            var bank = new Bank(store);
            bank.open("alice", 100_00);
            bank.open("bob", 0);
            bank.transfer("alice", "bob", 10_00);
            bank.accounts.values().forEach(System.out::println);
        }
    }

    /// Makes an account, unless there is one: a transaction of its own, durable on return.
    void open(String owner, long cents) {
        accounts.putIfAbsent(owner, new Account(owner, cents));
    }

    /// Moves money. When something throws, or the power fails, nothing has happened.
    void transfer(String from, String to, long cents) {
        store.transact(() -> {
            accounts.computeIfPresent(from, (_, account) -> account.plus(-cents));
            accounts.computeIfPresent(to, (_, account) -> account.plus(cents));
        });
    }

    /// All the money there is, as of one moment.
    long total() {
        return store.read(() -> accounts.values().stream().mapToLong(Account::cents).sum());
    }

    Account account(String owner) {
        return accounts.get(owner);
    }
}
