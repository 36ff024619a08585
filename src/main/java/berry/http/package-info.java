/// Speaks HTTP: routes, errors as problem+json, event streams, static files, limits. A thin layer
/// over Javalin and Jetty on virtual threads; no other package sees either of them.
@NullMarked
package berry.http;

import org.jspecify.annotations.NullMarked;
