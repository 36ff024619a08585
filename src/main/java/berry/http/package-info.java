/// Speaks HTTP: routes, errors as problem+json, event streams, static files, limits. A thin layer
/// over Jetty's core, which no other package sees. Begin reading at `Pipeline`.
@NullMarked
package berry.http;

import org.jspecify.annotations.NullMarked;
