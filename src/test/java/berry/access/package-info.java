/// What access promises.
@NullMarked
package berry.access;

import org.jspecify.annotations.NullMarked;
