package berry.dashboard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The line above the overview: whether Berry itself is well.
///
/// @param intake `ok`, `stalled`, or `unknown` before anybody received
/// @param mode `polling`, `webhook` or `sandbox`
/// @param lastGood when updates were last known to come; null before the first
/// @param trouble why they don't come, a word such as `foreign_poller`; null when they do
/// @param queue messages of the bot that wait to be sent
/// @param lost acknowledged to Telegram and not found in the database: must be 0
/// @param since when counting began; null before the first update
public record IntakeStatus(
    String intake,
    String mode,
    @Nullable Instant lastGood,
    @Nullable String trouble,
    long queue,
    long quarantined,
    long received,
    long stored,
    long repeated,
    long lost,
    @Nullable Instant since) {}
