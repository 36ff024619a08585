package berry.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A way past Telegram, as it is shown.
///
/// @param id webhook, mail or deadMan
/// @param set whether berry.yaml names one
/// @param shown its host; null unless set
/// @param lastAt when it was used last; null: not yet
/// @param ok whether that worked
/// @param why not
public record ChannelView(
    String id,
    boolean set,
    @Nullable String shown,
    @Nullable Instant lastAt,
    @Nullable Boolean ok,
    @Nullable String why) {}
