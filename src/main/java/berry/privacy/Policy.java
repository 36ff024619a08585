package berry.privacy;

import berry.settings.Choices;
import berry.settings.Texts;
import berry.telegram.Html;

/// The privacy policy, generated from the rules in force, so that it can't promise what isn't done.
public final class Policy {

  private static final String ENGLISH =
      """
      <b>What is kept</b>
      • your Telegram id, name, @username and language, when you first and last wrote, and where you \
      came from (the link you followed)
      • your messages here, their earlier versions if you edit them, and the answers; of files only \
      Telegram's reference, name and size
      • which quarters of an hour you were active in, for the owner's figures

      <b>What for</b>
      To answer you and to show you and the owner of the bot what was said. No advertising, nothing is \
      sold or given to others. Telegram carries every message and has rules of its own.

      <b>For how long</b>
      • raw copies of what Telegram delivered: %s
      • messages and your card: until you ask to have them deleted
      • a sign-in to the dashboard: 24 hours at most

      <b>Who sees it</b>
      You see what is yours, in /dashboard. The owner and the team of this bot see everything you send \
      here.

      <b>A copy, a correction, deletion</b>
      %s\
      """;

  private static final String RUSSIAN =
      """
      <b>Что хранится</b>
      • ваш id в Telegram, имя, @username и язык, когда вы писали впервые и в последний раз и откуда \
      пришли (по какой ссылке)
      • ваши сообщения здесь, их прежние версии, если вы их меняли, и ответы; от файлов – только \
      ссылка Telegram, имя и размер
      • в какие четверти часа вы были активны – для статистики владельца

      <b>Зачем</b>
      Чтобы отвечать вам и показывать вам и владельцу бота, о чём шла речь. Никакой рекламы, ничего не \
      продаётся и не передаётся другим. Каждое сообщение проходит через Telegram, у которого свои правила.

      <b>Как долго</b>
      • исходные копии того, что доставил Telegram: %s
      • сообщения и ваша карточка: пока вы не попросите их удалить
      • вход в дашборд: не дольше 24 часов

      <b>Кто это видит</b>
      Вы видите своё в /dashboard. Владелец и команда бота видят всё, что вы сюда пишете.

      <b>Копия, исправление, удаление</b>
      %s\
      """;

  private final Choices choices;
  private final Texts texts;

  public Policy(Choices choices, Texts texts) {
    this.choices = choices;
    this.texts = texts;
  }

  /// The whole policy in Telegram's HTML, in one message.
  ///
  /// @param language `ru` or `en`
  public String text(String language) {
    boolean russian = language.equals("ru");
    long days = Math.max(1, choices.rawRetention().toDays());
    String body =
        (russian ? RUSSIAN : ENGLISH)
            .formatted(russian ? russianDays(days) : englishDays(days), contact(russian));
    return texts.of(language, "privacy") + "\n\n" + body;
  }

  private String contact(boolean russian) {
    String here = russian ? "Напишите об этом в этот чат." : "Ask for it in this chat.";
    return choices
        .contact()
        .map(Html::escape)
        .map(contact -> here + (russian ? " Или: " : " Or: ") + contact)
        .orElse(here);
  }

  private static String englishDays(long days) {
    return days + (days == 1 ? " day" : " days");
  }

  /// 1 день, 2 дня, 5 дней, 11 дней, 21 день.
  private static String russianDays(long days) {
    long last = days % 10;
    boolean teen = days % 100 / 10 == 1;
    if (last == 1 && !teen) {
      return days + " день";
    }
    return days + (last >= 2 && last <= 4 && !teen ? " дня" : " дней");
  }
}
