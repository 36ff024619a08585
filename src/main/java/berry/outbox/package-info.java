/// Says what Berry has to say: stored first, then sent in order and at a pace Telegram allows.
@NullMarked
package berry.outbox;

import org.jspecify.annotations.NullMarked;
