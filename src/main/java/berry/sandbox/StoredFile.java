package berry.sandbox;

import org.jspecify.annotations.Nullable;

/// A file somebody sent, as the sandbox keeps it.
///
/// @param path below `files/`, and what `getFile` answers as `file_path`
/// @param size bytes
/// @param width pixels; 0 when it is no picture
/// @param height pixels; 0 when it is no picture
/// @param thumbnail id of a small picture of it; null when there is none
record StoredFile(
    String id,
    String uniqueId,
    String path,
    @Nullable String name,
    String mimeType,
    long size,
    int width,
    int height,
    @Nullable String thumbnail) {}
