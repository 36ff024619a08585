/// What answering people promises.
@NullMarked
package berry.answers;

import org.jspecify.annotations.NullMarked;
