package dev.firn.recovery;

import java.util.List;
import java.util.stream.Stream;

/// The mutants: for each ordering point and each guard of the protocol, a log that does without.
final class Mutants {
    static final List<Mutant> ALL =
            Stream.of(
                            CommitMutants.ALL,
                            OpeningMutants.ALL,
                            RoomMutants.ALL,
                            CheckpointMutants.ALL,
                            CleaningMutants.ALL)
                    .flatMap(List::stream)
                    .toList();

    private Mutants() {}
}
