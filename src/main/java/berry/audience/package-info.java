/// Who writes to the bot and how much: people and chats, the numbers of the overview, the rows
/// behind them, and a month of demonstration data. Intake and outbox write here through it.
/// Definitions are fixed: people of the team are left out, and demonstration data, which has tables
/// of its own, is read by the same questions.
@NullMarked
package berry.audience;

import org.jspecify.annotations.NullMarked;
