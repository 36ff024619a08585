/// Takes in what people send: stored once, before it is acknowledged, whatever it looks like.
@NullMarked
package berry.inbox;

import org.jspecify.annotations.NullMarked;
