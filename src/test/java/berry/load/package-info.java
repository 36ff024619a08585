/// People who write to a bot through a Telegram that behaves like the real one, everything that was
/// sent and acknowledged, and the comparison of it with the database.
@NullMarked
package berry.load;

import org.jspecify.annotations.NullMarked;
