/// Whole-product stories: Berry as a process, the sandbox as Telegram, a real PostgreSQL.
@NullMarked
package berry.scenarios;

import org.jspecify.annotations.NullMarked;
