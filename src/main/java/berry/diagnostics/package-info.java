/// Finding out what is wrong: the log with its masks, the doctor's checks, the state of everything
/// on one page.
@NullMarked
package berry.diagnostics;

import org.jspecify.annotations.NullMarked;
