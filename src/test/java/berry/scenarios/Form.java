package berry.scenarios;

/// Whether a fault test runs in its short form, as part of `./berry test`, or in the long one of
/// `./berry test --long`. Faults tagged `long` have the short form for whoever works on them.
enum Form {
  SHORT,
  LONG;

  static Form now() {
    return Boolean.getBoolean("berry.test.long") ? LONG : SHORT;
  }

  /// Updates a second.
  int rate() {
    return of(100, 200);
  }

  int of(int shortly, int longly) {
    return this == LONG ? longly : shortly;
  }
}
