package berry.backup;

/// What a table holds, in numbers that no order of rows changes.
///
/// @param table with its schema, quoted where SQL wants it: `public.message`
/// @param hash the sum of the XXH64 of its COPY lines without their line feeds, 16 hexadecimal
///   digits
/// @param bytes of its COPY lines
record TableSum(String table, long rows, String hash, long bytes) {

  static TableSum of(String table, long rows, long sum, long bytes) {
    return new TableSum(table, rows, String.format("%016x", sum), bytes);
  }
}
