package dev.firn.pmem.posix;

import java.util.Map;

/// Error numbers of Linux (the same on x86-64 and aarch64) and their names.
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int ENXIO = 6;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EFAULT = 14;
    public static final int EEXIST = 17;
    public static final int ENODEV = 19;
    public static final int EISDIR = 21;
    public static final int EINVAL = 22;
    public static final int EMFILE = 24;
    public static final int EFBIG = 27;
    public static final int ENOSPC = 28;
    public static final int EROFS = 30;
    public static final int ENOSYS = 38;
    public static final int EOPNOTSUPP = 95;
    public static final int EDQUOT = 122;

    private static final Map<Integer, String> NAMES =
            Map.ofEntries(
                    Map.entry(EPERM, "EPERM"),
                    Map.entry(ENOENT, "ENOENT"),
                    Map.entry(EINTR, "EINTR"),
                    Map.entry(EIO, "EIO"),
                    Map.entry(ENXIO, "ENXIO"),
                    Map.entry(EAGAIN, "EAGAIN"),
                    Map.entry(ENOMEM, "ENOMEM"),
                    Map.entry(EACCES, "EACCES"),
                    Map.entry(EFAULT, "EFAULT"),
                    Map.entry(EEXIST, "EEXIST"),
                    Map.entry(ENODEV, "ENODEV"),
                    Map.entry(EISDIR, "EISDIR"),
                    Map.entry(EINVAL, "EINVAL"),
                    Map.entry(EMFILE, "EMFILE"),
                    Map.entry(EFBIG, "EFBIG"),
                    Map.entry(ENOSPC, "ENOSPC"),
                    Map.entry(EROFS, "EROFS"),
                    Map.entry(ENOSYS, "ENOSYS"),
                    Map.entry(EOPNOTSUPP, "EOPNOTSUPP"),
                    Map.entry(EDQUOT, "EDQUOT"));

    private Errno() {}

    /// The name, or `errno 42` for one that has none here.
    public static String name(long errno) {
        String name = NAMES.get((int) errno);
        return name != null ? name : "errno " + errno;
    }
}
