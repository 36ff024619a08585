@NullMarked
package berry.dashboard;

import org.jspecify.annotations.NullMarked;
