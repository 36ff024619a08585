package berry.backup;

/// Where a sequence stands.
///
/// @param name with its schema, quoted where SQL wants it
/// @param called whether that value was given out; false: it comes next
record SequenceValue(String name, long value, boolean called) {}
