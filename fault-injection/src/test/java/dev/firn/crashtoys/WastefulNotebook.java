package dev.firn.crashtoys;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import java.util.List;

/// A notebook that drains once more than it has to.
public record WastefulNotebook(Notebook notebook) implements CrashScenario<List<Long>> {
    @Override
    public SimulatedRegion prepare() {
        return notebook.prepare();
    }

    @Override
    public void work(SimulatedRegion region) {
        notebook.work(region);
        makeSure(region);
    }

    private static void makeSure(SimulatedRegion region) {
        region.drain();
    }

    @Override
    public List<Long> recover(SimulatedRegion region) {
        return notebook.recover(region);
    }

    @Override
    public void judge(List<Long> found, Progress progress) {
        notebook.judge(found, progress);
    }
}
