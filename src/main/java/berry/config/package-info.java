/// What the person who runs Berry decided: environment, `.env`, secret files and `berry.yaml`, read
/// once, checked whole, handed on as types. Nothing else in Berry reads the environment.
@NullMarked
package berry.config;

import org.jspecify.annotations.NullMarked;
