/// Berry's own figures, for Prometheus and for its screens.
@NullMarked
package berry.monitoring;

import org.jspecify.annotations.NullMarked;
