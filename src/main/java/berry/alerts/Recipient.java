package berry.alerts;

import java.time.ZoneId;

/// Who is told, and how.
///
/// @param language `ru` or `en`
/// @param zone of the business, whose times are shown
public record Recipient(long chatId, String language, ZoneId zone) {}
