package berry.config;

/// One thing in the configuration that must be put right before Berry starts.
///
/// @param variable name of the variable, or the file and key
/// @param held what it holds, with everything secret masked
/// @param rule what is allowed, one sentence
/// @param example a value that would be accepted
public record Mistake(String variable, String held, String rule, String example) {

  @Override
  public String toString() {
    return """
    %s
      holds    %s
      allowed  %s
      example  %s\
    """
        .formatted(variable, held, rule, example);
  }
}
