/// What people are told about their data.
@NullMarked
package berry.privacy;

import org.jspecify.annotations.NullMarked;
