/// What conversations promise.
@NullMarked
package berry.conversations;

import org.jspecify.annotations.NullMarked;
