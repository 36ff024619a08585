package berry.conversations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message of ours as Telegram took it.
///
/// @param sentAt as Telegram says it, in whole seconds; with the ids it names the message
/// @param editedAt null while nobody has edited it
/// @param text text or caption as people read it, without markup
/// @param album what the messages of one album have in common
/// @param fileId by which Telegram knows the file in it; of a photo the largest size
/// @param fileSize in bytes
/// @param thumbnailId a small picture of the file; null when there is none
public record SentMessage(
    long messageId,
    Instant sentAt,
    @Nullable Instant editedAt,
    String kind,
    @Nullable String text,
    @Nullable Long replyTo,
    @Nullable Long threadId,
    @Nullable String album,
    @Nullable String fileId,
    @Nullable String fileName,
    @Nullable Long fileSize,
    @Nullable String thumbnailId) {}
