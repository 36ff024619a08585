/// The wiring: builds every part once, starts them in order, closes them in reverse.
@NullMarked
package berry;

import org.jspecify.annotations.NullMarked;
