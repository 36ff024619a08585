/// The door to Telegram: how updates come in, and what the bot says by itself.
@NullMarked
package berry.bot;

import org.jspecify.annotations.NullMarked;
