package dev.firn.log;

/// Who has the bytes of a store's file. The four parts add up to the file, at any moment.
///
/// @param file bytes of the file
/// @param live bytes of records that objects stand in, and of tombstones that are still needed
/// @param garbage the rest of what was written to segments: replaced records, headers of frames, what nobody found room
///     for at the end of a segment
/// @param free segments that nothing is in, and the rest of those that are being written
/// @param overhead superblocks, headers of segments in use, and what is left at the end of the file
/// @param segments how many there are
public record SpaceReport(long file, long live, long garbage, long free, long overhead, Segments segments) {
    /// Segments by what they are used for.
    ///
    /// @param bytes of each
    /// @param free nothing is in them
    /// @param open being written
    /// @param sealed full, or not written any more
    /// @param emptied nothing in them is wanted any more, but somebody may still read there; garbage until they are
    ///   free
    public record Segments(int bytes, int free, int open, int sealed, int emptied) {
        public int count() {
            return free + open + sealed + emptied;
        }
    }

    /// @throws IllegalArgumentException when the parts do not add up, or one is negative
    public SpaceReport {
        boolean isOdd = live < 0 || garbage < 0 || free < 0 || overhead < 0;
        if (isOdd || live + garbage + free + overhead != file) {
            throw new IllegalArgumentException(
                    "%d bytes are not %d live + %d garbage + %d free + %d overhead"
                            .formatted(file, live, garbage, free, overhead));
        }
    }

    /// Which part of the room for records holds live ones, from 0 to 1: how full the store is, however much garbage
    /// there is.
    public double fill() {
        long room = file - overhead;
        return room == 0 ? 0 : (double) live / room;
    }
}
