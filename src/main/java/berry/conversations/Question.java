package berry.conversations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a person's question stands.
///
/// @param state `none`, `waiting` or `answered`
/// @param since waiting: since when
/// @param answeredAt answered: when
/// @param answeredBy answered: the name of who did; null for the bot itself
/// @param usualAnswerSeconds how long people usually wait for a first reply: the median of the last
///   30 days; null when there were fewer than five
public record Question(
    String state,
    @Nullable Instant since,
    @Nullable Instant answeredAt,
    @Nullable String answeredBy,
    @Nullable Long usualAnswerSeconds) {}
