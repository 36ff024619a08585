/// Puts a backup in the place of the live database, never before it has shown to be whole, and
/// takes it back again.
@NullMarked
package berry.recovery;

import org.jspecify.annotations.NullMarked;
