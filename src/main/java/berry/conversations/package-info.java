/// What was said between people and the bot: a person's own side of it, and the team's. It owns the
/// messages, also while intake and outbox write them.
@NullMarked
package berry.conversations;

import org.jspecify.annotations.NullMarked;
