package berry.conversations;

import berry.conversations.Templates.Texts;
import java.util.Map;
import java.util.TreeMap;

/// Templates to begin with, as `berry seed` writes them.
final class StarterTemplates {

  static final Map<String, Texts> ALL =
      new TreeMap<>(
          Map.of(
              "hello",
              new Texts(
                  "Здравствуйте, {name}! Чем могу помочь?", "Hello, {name}! How can I help you?"),
              "checking",
              new Texts(
                  "Спасибо за вопрос! Сейчас всё проверю и отвечу вам здесь.",
                  "Thank you for asking! I am checking this now and will answer you here."),
              "thanks",
              new Texts(
                  "Рады были помочь, {name}! Если появятся вопросы, просто напишите сюда.",
                  "Glad to help, {name}! If anything else comes up, just write here.")));

  private StarterTemplates() {}
}
