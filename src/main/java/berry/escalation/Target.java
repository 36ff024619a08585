package berry.escalation;

/// A person to be called by a message of the bot.
///
/// @param id as notifications name it: `person:279058397`
/// @param personId Telegram's, which is the id of their private chat with the bot, too
/// @param name what the team calls them
/// @param language `ru` or `en`
public record Target(String id, long personId, String name, String language) {

  public static Target of(long personId, String name, String language) {
    return new Target("person:" + personId, personId, name, language);
  }
}
