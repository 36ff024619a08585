/// What tests of several packages share.
@NullMarked
package berry.testing;

import org.jspecify.annotations.NullMarked;
