package berry.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What a proof expected somewhere, or found there: a code with its values, so that every language
/// says it in its own words.
///
/// @param number rows, bytes, or a value
/// @param text a checksum, a hash, or the words of a server
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Reading(Code code, @Nullable Long number, @Nullable String text) {

  /// Which values there are is said beside each.
  public enum Code {
    /// number of rows; text: their checksum, if there are any
    ROWS,
    NOTHING,
    /// number
    VALUE,
    /// number that a sequence gives out next
    NEXT_VALUE,
    /// number
    BYTES,
    /// text: SHA-256
    HASH,
    READABLE,
    NO_ERROR,
    /// text, in the language of whoever wrote it
    WORDS
  }

  static final Reading NOTHING = new Reading(Code.NOTHING, null, null);
  static final Reading NO_ROWS = new Reading(Code.ROWS, 0L, null);
  static final Reading READABLE = new Reading(Code.READABLE, null, null);
  static final Reading NO_ERROR = new Reading(Code.NO_ERROR, null, null);

  static Reading of(TableSum sum) {
    return new Reading(Code.ROWS, sum.rows(), sum.hash());
  }

  static Reading of(SequenceValue sequence) {
    Code code = sequence.called() ? Code.VALUE : Code.NEXT_VALUE;
    return new Reading(code, sequence.value(), null);
  }

  static Reading of(@Nullable Long value) {
    return value == null ? NOTHING : new Reading(Code.VALUE, value, null);
  }

  static Reading bytes(long count) {
    return new Reading(Code.BYTES, count, null);
  }

  static Reading hash(String sha256) {
    return new Reading(Code.HASH, null, sha256);
  }

  static Reading words(@Nullable String said) {
    return new Reading(Code.WORDS, null, String.valueOf(said));
  }

  /// As a terminal and the log say it.
  public String words() {
    return switch (code) {
      case ROWS -> text == null ? "no rows" : rows() + ", checksum " + text;
      case NOTHING -> "not there";
      case VALUE -> String.valueOf(number);
      case NEXT_VALUE -> number + ", not given out";
      case BYTES -> number + " bytes";
      case HASH -> "SHA-256 " + text;
      case READABLE -> "reads to its end";
      case NO_ERROR -> "no error";
      case WORDS -> String.valueOf(text);
    };
  }

  private String rows() {
    return number + (number != null && number == 1 ? " row" : " rows");
  }
}
