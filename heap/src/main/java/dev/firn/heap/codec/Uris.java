package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/// The codec of URIs, as a string. `URI.equals` takes several spellings for one URI, so the string is built from the
/// parts that it compares: scheme and host in lower case, escapes in upper case.
public final class Uris {
    /// Not ordered: `URI.compareTo` compares part by part.
    public static final Codec<URI> URI =
            new Scalar<>(
                    "uri",
                    false,
                    (value, out) -> out.putString(canonical(value)),
                    in -> java.net.URI.create(in.getString()));

    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");

    private Uris() {}

    private static String canonical(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT) + ":";
        String middle = uri.isOpaque() ? escapes(uri.getRawSchemeSpecificPart()) : hierarchy(uri);
        return scheme + middle + optional("#", uri.getRawFragment());
    }

    private static String hierarchy(URI uri) {
        String path = escapes(Objects.requireNonNullElse(uri.getRawPath(), ""));
        return authority(uri, path) + path + optional("?", uri.getRawQuery());
    }

    private static String authority(URI uri, String path) {
        if (uri.getHost() != null) {
            String user = uri.getRawUserInfo() == null ? "" : escapes(uri.getRawUserInfo()) + "@";
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return "//" + user + uri.getHost().toLowerCase(Locale.ROOT) + port;
        }
        if (uri.getRawAuthority() != null) {
            return "//" + escapes(uri.getRawAuthority());
        }
        // Without an empty authority before it, such a path would be read as one.
        return path.startsWith("//") ? "//" : "";
    }

    private static String optional(String mark, String part) {
        return part == null ? "" : mark + escapes(part);
    }

    private static String escapes(String part) {
        return ESCAPE.matcher(part).replaceAll(found -> found.group().toUpperCase(Locale.ROOT));
    }
}
