package berry.audience;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What made-up people are called and say. First names alone are nobody's identity.
record DemoWords(
    String language,
    List<String> names,
    String greeting,
    Map<String, String> commands,
    List<Exchange> exchanges,
    List<String> more,
    List<String> additions) {

  /// A question and the answer that fits it.
  record Exchange(String question, String answer) {}

  static final DemoWords RUSSIAN =
      new DemoWords(
          "ru",
          List.of(
              "Анна",
              "Мария",
              "Ольга",
              "Елена",
              "Наталья",
              "Татьяна",
              "Ирина",
              "Светлана",
              "Юлия",
              "Дарья",
              "Полина",
              "Ксения",
              "Алиса",
              "Вера",
              "Иван",
              "Дмитрий",
              "Алексей",
              "Сергей",
              "Андрей",
              "Михаил",
              "Николай",
              "Павел",
              "Артём",
              "Максим",
              "Егор",
              "Тимур",
              "Роман",
              "Кирилл"),
          "Здравствуйте! Напишите вопрос, и мы ответим. Все команды: /help",
          Map.of(
              "/help", "Команды: /start, /help, /dashboard, /privacy, /language",
              "/dashboard", "Ваша страница открывается кнопкой ниже.",
              "/language", "Выберите язык: русский или English."),
          List.of(
              new Exchange(
                  "Здравствуйте! Подскажите, когда приедет заказ?",
                  "Добрый день! Курьер будет у вас завтра с 10 до 14."),
              new Exchange(
                  "Добрый день, можно поменять адрес доставки?",
                  "Да, конечно. Пришлите новый адрес, я всё исправлю."),
              new Exchange("А вы работаете в воскресенье?", "Да, работаем каждый день с 9 до 21."),
              new Exchange(
                  "Не приходит код подтверждения, что делать?",
                  "Отправила новый код, он действует десять минут."),
              new Exchange(
                  "Хочу вернуть товар, как это сделать?",
                  "Оформила возврат, деньги придут в течение трёх дней."),
              new Exchange(
                  "Сколько стоит доставка в Казань?", "В Казань 350 рублей, это два-три дня."),
              new Exchange("Есть ли такой же, только синий?", "Да, синий есть. Отложить для вас?"),
              new Exchange(
                  "Можно оплатить картой при получении?", "Да, у курьера с собой терминал."),
              new Exchange(
                  "Заказ пришёл не полностью, не хватает одной коробки",
                  "Простите, пожалуйста! Вторую коробку привезём завтра утром."),
              new Exchange("Как записаться на завтра, на вечер?", "Записала вас на 18:30, ждём!"),
              new Exchange(
                  "Промокод не срабатывает",
                  "Проверила: он для первого заказа. Вот другой, на доставку."),
              new Exchange(
                  "Подойдёт ли это для двухкомнатной квартиры?",
                  "Да, одного хватает на шестьдесят метров.")),
          List.of(
              "Номер заказа 4821",
              "Заранее спасибо!",
              "Если можно, побыстрее, пожалуйста",
              "Это срочно, если что",
              "Спасибо, жду"),
          List.of("Если что-то ещё, пишите!", "Хорошего дня!", "И спасибо, что написали нам."));

  static final DemoWords ENGLISH =
      new DemoWords(
          "en",
          List.of(
              "Emma", "Olivia", "Sophie", "Grace", "Chloe", "Alice", "Nora", "Lucy", "Hannah",
              "Maya", "Jack", "Oliver", "Harry", "Leo", "Noah", "Adam", "Ben", "Sam", "Daniel",
              "Lucas"),
          "Hello! Write your question and we will answer. All commands: /help",
          Map.of(
              "/help", "Commands: /start, /help, /dashboard, /privacy, /language",
              "/dashboard", "The button below opens your page.",
              "/language", "Choose a language: English or русский."),
          List.of(
              new Exchange(
                  "Hi! When will my order arrive?",
                  "Hi! The courier comes tomorrow between 10 and 14."),
              new Exchange(
                  "Can I change the delivery address?",
                  "Sure, send me the new one and I'll put it in."),
              new Exchange("Are you open on Sunday?", "Yes, every day from 9 to 21."),
              new Exchange(
                  "I don't get the confirmation code, what can I do?",
                  "I sent you a new code, it works for ten minutes."),
              new Exchange(
                  "I'd like to return an item, how does it work?",
                  "The return is booked, the money takes up to three days."),
              new Exchange(
                  "How much is delivery to Tbilisi?", "To Tbilisi it is 9 euros, three days."),
              new Exchange(
                  "Do you have the same one in blue?", "Yes, we do. Shall I keep one for you?"),
              new Exchange("Can I pay by card on delivery?", "Yes, the courier takes cards."),
              new Exchange(
                  "One box is missing from my parcel",
                  "I'm sorry! The second box comes tomorrow morning."),
              new Exchange("Is there a free slot tomorrow evening?", "Done! See you at 18:30."),
              new Exchange(
                  "The promo code doesn't work",
                  "That one is for a first order. Here is another, for delivery.")),
          List.of(
              "Order number 7310",
              "Thanks in advance!",
              "It's a bit urgent",
              "Thank you, I'll wait"),
          List.of("Anything else, just write!", "Have a nice day!", "And thanks for writing."));

  private static final List<String> COMMANDS = List.of("/help", "/dashboard", "/language");
  private static final List<String> SOURCES = List.of("site", "qr_shop", "instagram", "friend");

  /// The payload of the link by which somebody came; null for some.
  static @Nullable String source(Random random) {
    int one = random.nextInt(SOURCES.size() + 2);
    return one < SOURCES.size() ? SOURCES.get(one) : null;
  }

  String name(int number) {
    return names.get(number % names.size());
  }

  /// Ends in `_`, which Telegram refuses, so that it is nobody's.
  String username(int number) {
    return "demo_" + language + "_" + number + "_";
  }

  String command(Random random) {
    return one(COMMANDS, random);
  }

  /// What the bot says to one of the commands.
  String reply(String command) {
    return commands.getOrDefault(command, greeting);
  }

  Exchange exchange(Random random) {
    return one(exchanges, random);
  }

  String more(Random random) {
    return one(more, random);
  }

  String addition(Random random) {
    return one(additions, random);
  }

  private static <T> T one(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
