/// Who somebody is and what they may do: sessions, one-time codes, roles and the audit log.
@NullMarked
package berry.access;

import org.jspecify.annotations.NullMarked;
