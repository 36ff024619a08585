/// Telegram as it is: a thin Bot API client, the header of an update, signed launch data.
///
/// A foundation: knows nothing of Berry. It is lenient in what it reads, because a new Bot API
/// comes every few weeks and one update that can't be read must never stop a bot.
@NullMarked
package berry.telegram;

import org.jspecify.annotations.NullMarked;
