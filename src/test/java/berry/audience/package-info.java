/// What audience promises.
@NullMarked
package berry.audience;

import org.jspecify.annotations.NullMarked;
