/// Makes backups, proves each by restoring it, and decides which to keep.
@NullMarked
package berry.backup;

import org.jspecify.annotations.NullMarked;
