package dev.firn.heap;

import dev.firn.log.BadRanges;
import dev.firn.log.Log;
import dev.firn.log.Scrub;
import dev.firn.pmem.BadRange;
import dev.firn.pmem.MediaFile;
import dev.firn.pmem.Region;
import dev.firn.recovery.CorruptStoreException;
import java.util.ArrayList;
import java.util.OptionalLong;

/// What an opening does about what is known of the medium.
final class Media {
    private Media() {}

    /// Lets `log` know what is bad already: what the notes have, and, where the device lists bad bytes, what a look at
    /// everything finds. Verifies all of it when the platform has
    /// counted a shutdown that may have lost stores.
    ///
    /// @throws CorruptStoreException when it was verified and is damaged
    static void attach(Region region, Log log, MediaFile file, StoreOptions options, long badBytesOfDevice) {
        log.guard(new BadRanges(options.readOnly() ? copy(file) : file));
        if (options.readOnly()) return;
        if (badBytesOfDevice > 0) new Scrub(log, () -> 0, Long.MAX_VALUE, log::condemn).pass();
        verifyIfUnsafe(region, log, file, options);
    }

    /// Who only reads leaves no file.
    private static MediaFile copy(MediaFile file) {
        var copy = MediaFile.inMemory();
        copy.write(file.read());
        return copy;
    }

    private static void verifyIfUnsafe(Region region, Log log, MediaFile file, StoreOptions options) {
        var counted = region.attributes().unsafeShutdowns();
        var before = file.read().unsafeShutdowns();
        if (counted.isEmpty() || counted.equals(before)) return;
        verify(log, before, counted.getAsLong());
        file.write(file.read().withUnsafeShutdowns(counted));
        options.media()
                .listener()
                .accept(new MediaEvent.VerifiedAfterUnsafeShutdown(before.orElse(0), counted.getAsLong()));
    }

    private static void verify(Log log, OptionalLong before, long counted) {
        var found = new ArrayList<BadRange>();
        new Scrub(log, () -> 0, Long.MAX_VALUE, found::add).pass();
        if (found.isEmpty()) return;
        throw new CorruptStoreException(
                "the platform has counted %d unsafe shutdowns, %s when the store was last whole, and %d ranges are damaged, the first at %s; restore the file from a copy or salvage the rest"
                        .formatted(
                                counted,
                                before.isPresent() ? before.getAsLong() : "an unknown number",
                                found.size(),
                                found.getFirst()));
    }
}
