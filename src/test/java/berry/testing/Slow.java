package berry.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/// A class of tests that takes longer than 3 s, and why it must. `./berry test` complains about
/// those that say nothing; what starts whole processes is tagged `scenario` and needs no excuse.
@Tag("slow")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Slow {

  /// What the time goes to.
  String value();
}
