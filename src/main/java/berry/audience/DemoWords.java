package berry.audience;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What made-up people are called and say. First names alone are nobody's identity.
record DemoWords(
    String language,
    List<String> names,
    String greeting,
    String help,
    List<String> questions,
    List<String> more,
    List<String> answers,
    List<String> additions) {

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
          "Команды: /start, /help, /dashboard, /privacy, /language",
          List.of(
              "Здравствуйте! Подскажите, когда приедет заказ?",
              "Добрый день, можно поменять адрес доставки?",
              "А вы работаете в воскресенье?",
              "Не приходит код подтверждения, что делать?",
              "Хочу вернуть товар, как это сделать?",
              "Сколько стоит доставка в Казань?",
              "Есть ли такой же, только синий?",
              "Можно оплатить картой при получении?",
              "Заказ пришёл не полностью, не хватает одной коробки",
              "Как записаться на завтра, на вечер?",
              "Промокод не срабатывает",
              "Подойдёт ли это для двухкомнатной квартиры?"),
          List.of(
              "Номер заказа 4821",
              "Заранее спасибо!",
              "И ещё вопрос: есть ли самовывоз?",
              "Если можно, побыстрее, пожалуйста",
              "Вот что пишет приложение: «попробуйте позже»",
              "Спасибо, жду"),
          List.of(
              "Здравствуйте! Уже проверяем, сейчас вернусь с ответом.",
              "Добрый день! Курьер будет у вас завтра с 10 до 14.",
              "Да, конечно. Изменила адрес, проверьте, пожалуйста, в письме.",
              "Работаем каждый день с 9 до 21.",
              "Отправила новый код, он действует десять минут.",
              "Оформила возврат, деньги придут в течение трёх дней.",
              "Да, синий есть, отложить для вас?",
              "Готово! Записала вас на 18:30."),
          List.of("Если что-то ещё, пишите!", "Хорошего дня!", "Сообщу, как только будет готово."));
  static final DemoWords ENGLISH =
      new DemoWords(
          "en",
          List.of(
              "Emma", "Olivia", "Sophie", "Grace", "Chloe", "Alice", "Nora", "Lucy", "Hannah",
              "Maya", "Jack", "Oliver", "Harry", "Leo", "Noah", "Adam", "Ben", "Sam", "Daniel",
              "Lucas"),
          "Hello! Write your question and we will answer. All commands: /help",
          "Commands: /start, /help, /dashboard, /privacy, /language",
          List.of(
              "Hi! When will my order arrive?",
              "Can I change the delivery address?",
              "Are you open on Sunday?",
              "I don't get the confirmation code, what can I do?",
              "I'd like to return an item, how does it work?",
              "How much is delivery to Tbilisi?",
              "Do you have the same one in blue?",
              "Can I pay by card on delivery?",
              "One box is missing from my parcel",
              "Is there a free slot tomorrow evening?",
              "The promo code doesn't work"),
          List.of(
              "Order number 7310",
              "Thanks in advance!",
              "One more thing: can I pick it up myself?",
              "The app says “try again later”",
              "Thank you, I'll wait"),
          List.of(
              "Hello! Let me check, one moment.",
              "Hi! The courier comes tomorrow between 10 and 14.",
              "Sure, I changed the address, please see the email.",
              "We are open every day from 9 to 21.",
              "I sent you a new code, it works for ten minutes.",
              "The return is booked, the money takes up to three days.",
              "Yes, we have it in blue. Shall I keep one for you?",
              "Done! See you at 18:30."),
          List.of(
              "Anything else, just write!", "Have a nice day!", "I'll tell you when it is ready."));

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

  String question(Random random) {
    return one(questions, random);
  }

  String more(Random random) {
    return one(more, random);
  }

  String answer(Random random) {
    return one(answers, random);
  }

  String addition(Random random) {
    return one(additions, random);
  }

  private static String one(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }
}
