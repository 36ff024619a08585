/// What was said between people and the bot: a person's own side of it, and the team's.
@NullMarked
package berry.conversations;

import org.jspecify.annotations.NullMarked;
