package berry.diagnostics;

import java.util.List;

/// Something the doctor looks at. Changes nothing of what it looks at.
interface Check {

  /// What is looked at, one or two words.
  String name();

  /// What was found; at least one.
  List<Finding> look();
}
