/// When Berry says that something is wrong with itself: rules over its figures, a state machine for
/// each, and the one message about each episode.
@NullMarked
package berry.alerts;

import org.jspecify.annotations.NullMarked;
