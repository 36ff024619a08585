/// PostgreSQL, given or embedded: reaching it, its schema, its partitions, and the wake-ups, leases
/// and periodic jobs that go through it.
@NullMarked
package berry.database;

import org.jspecify.annotations.NullMarked;
