package dev.firn.faultinjection.mutation;

import dev.firn.faultinjection.CrashOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Leaves out every flush and every fence that some workloads make, and swaps every two calls of a thread that follow
/// each other, one at a time, and looks for a crash that shows it.
///
/// Nothing is compiled anew: the recorded trace is changed and explored. A mutation that survives is a finding: a fence
/// that costs time for nothing, or an order that no test looks at. Mutations are told apart by the methods they are in;
/// one is killed when one of its places is. The unmutated workloads must pass, or all would be killed.
public final class MutationAudit {
    private final CrashOptions options;
    private final List<Subject> subjects;

    private MutationAudit(List<Workload> workloads, CrashOptions options) {
        this.options = options;
        this.subjects = workloads.stream().map(workload -> new Subject(workload, options)).toList();
    }

    /// A mutation's place in a workload.
    private record Place(Subject subject, int event) {}

    /// Tries them all.
    public static MutationReport of(List<Workload> workloads, CrashOptions options) {
        return of(workloads, options, _ -> {});
    }

    /// The same, and tells of each as it is settled.
    public static MutationReport of(
            List<Workload> workloads, CrashOptions options, Consumer<MutationReport.Row> listener) {
        var audit = new MutationAudit(workloads, options);
        var rows = new ArrayList<MutationReport.Row>();
        audit.places()
                .forEach((mutation, places) -> {
                    var row = new MutationReport.Row(mutation, audit.judge(mutation, places));
                    listener.accept(row);
                    rows.add(row);
                });
        return new MutationReport(rows);
    }

    private Map<Mutation, List<Place>> places() {
        var places = new LinkedHashMap<Mutation, List<Place>>();
        for (var subject : subjects) {
            subject.each((mutation, event) ->
                    places.computeIfAbsent(mutation, _ -> new ArrayList<>()).add(new Place(subject, event)));
        }
        return places;
    }

    private Verdict judge(Mutation mutation, List<Place> places) {
        long began = System.nanoTime();
        var open = places.stream().filter(place -> !place.subject().isEquivalent(mutation, place.event())).toList();
        if (open.isEmpty()) return new Verdict.Equivalent(places.size());
        for (var place : open) {
            var failure = place.subject().attempt(mutation, place.event(), options);
            if (failure.isPresent()) {
                var took = Duration.ofNanos(System.nanoTime() - began);
                return new Verdict.Killed(place.subject().name(), place.event(), failure.get().path(), took);
            }
        }
        return new Verdict.Survived(open.size());
    }
}
