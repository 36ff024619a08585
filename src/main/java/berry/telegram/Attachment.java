package berry.telegram;

import org.jspecify.annotations.Nullable;

/// A file in a message; of a photo the largest size.
///
/// @param size in bytes
/// @param thumbnailId a small picture of it; null when there is none, or it is small itself
public record Attachment(
    String fileId,
    @Nullable String name,
    @Nullable String mimeType,
    @Nullable Long size,
    @Nullable String thumbnailId) {}
