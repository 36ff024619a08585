package berry.scenarios;

import berry.testing.FakeWebhook;
import com.pengrad.telegrambot.TelegramBot;
import com.pengrad.telegrambot.UpdatesListener;
import com.pengrad.telegrambot.model.BotCommand;
import com.pengrad.telegrambot.model.CallbackQuery;
import com.pengrad.telegrambot.model.Message;
import com.pengrad.telegrambot.model.Update;
import com.pengrad.telegrambot.model.request.InlineKeyboardButton;
import com.pengrad.telegrambot.model.request.InlineKeyboardMarkup;
import com.pengrad.telegrambot.model.request.InputMediaDocument;
import com.pengrad.telegrambot.model.request.ParseMode;
import com.pengrad.telegrambot.model.request.ReplyParameters;
import com.pengrad.telegrambot.request.AnswerCallbackQuery;
import com.pengrad.telegrambot.request.BaseRequest;
import com.pengrad.telegrambot.request.EditMessageText;
import com.pengrad.telegrambot.request.GetFile;
import com.pengrad.telegrambot.request.SendDocument;
import com.pengrad.telegrambot.request.SendMediaGroup;
import com.pengrad.telegrambot.request.SendMessage;
import com.pengrad.telegrambot.request.SendPhoto;
import com.pengrad.telegrambot.request.SetMyCommands;
import com.pengrad.telegrambot.request.SetWebhook;
import com.pengrad.telegrambot.response.BaseResponse;
import com.pengrad.telegrambot.utility.BotUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The echo bot, made with pengrad's java-telegram-bot-api.
final class PengradBot implements AutoCloseable {

  private static final String MARKDOWN = "*bold* _it_ `code` [link](https://example.org/) 1\\+1";

  private final TelegramBot bot;
  private final @Nullable FakeWebhook hook;

  PengradBot(String address, String token, EchoBotStory.Mode mode) throws IOException {
    bot =
        new TelegramBot.Builder(token)
            .apiUrl(address + "/sandbox/bot")
            .fileApiUrl(address + "/sandbox/file/bot")
            .build();
    said(
        new SetMyCommands(
            new BotCommand("start", "Begin"), new BotCommand("album", "Two files at once")));
    if (mode == EchoBotStory.Mode.POLLING) {
      hook = null;
      bot.setUpdatesListener(updates -> {
        updates.forEach(this::take);
        return UpdatesListener.CONFIRMED_UPDATES_ALL;
      });
    } else {
      hook = new FakeWebhook(json -> take(BotUtils.parseUpdate(json)));
      said(new SetWebhook().url(hook.url().toString()).secretToken(FakeWebhook.SECRET));
    }
  }

  private void take(Update update) {
    CallbackQuery press = update.callbackQuery();
    if (press != null) {
      pressed(press);
    } else if (update.message() != null) {
      written(update.message());
    }
  }

  private void pressed(CallbackQuery press) {
    int count = Integer.parseInt(press.data().substring("press:".length())) + 1;
    said(new AnswerCallbackQuery(press.id()).text("Press " + count));
    said(
        new EditMessageText(
                press.from().id(),
                press.maybeInaccessibleMessage().messageId(),
                "Pressed: " + count)
            .replyMarkup(keyboard(count)));
  }

  private void written(Message message) {
    long chat = message.chat().id();
    if (message.document() != null) {
      byte[] bytes = download(message.document().fileId());
      said(
          new SendDocument(chat, bytes)
              .fileName("back-" + message.document().fileName())
              .caption(bytes.length + " bytes"));
    } else if (message.photo() != null) {
      byte[] bytes = download(message.photo()[message.photo().length - 1].fileId());
      said(new SendPhoto(chat, bytes).caption(bytes.length + " bytes"));
    } else {
      answer(message, chat);
    }
  }

  private void answer(Message message, long chat) {
    switch (message.text()) {
      case "/start" ->
          said(
              new SendMessage(chat, "Hello, " + message.from().firstName() + "!")
                  .replyMarkup(keyboard(0)));
      case "/markdown" -> said(new SendMessage(chat, MARKDOWN).parseMode(ParseMode.MarkdownV2));
      case "/album" ->
          said(
              new SendMediaGroup(
                  chat,
                  new InputMediaDocument("first".getBytes(StandardCharsets.UTF_8)),
                  new InputMediaDocument("second".getBytes(StandardCharsets.UTF_8))
                      .caption("both")));
      case "/errors" -> {
        BaseResponse refused = bot.execute(new EditMessageText(chat, 999_999, "nothing"));
        said(new SendMessage(chat, refused.errorCode() + " " + refused.description()));
      }
      default ->
          said(
              new SendMessage(chat, "You said: " + message.text())
                  .replyParameters(new ReplyParameters(message.messageId())));
    }
  }

  private static InlineKeyboardMarkup keyboard(int count) {
    return new InlineKeyboardMarkup(
        new InlineKeyboardButton("Press me").callbackData("press:" + count),
        new InlineKeyboardButton("Site").url("https://example.org"));
  }

  private byte[] download(String fileId) {
    try {
      return bot.getFileContent(bot.execute(new GetFile(fileId)).file());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Carries out a call; waits as long as it is told to.
  private <T extends BaseRequest<T, R>, R extends BaseResponse> void said(BaseRequest<T, R> call) {
    R answer = bot.execute(call);
    while (answer.errorCode() == 429) {
      try {
        TimeUnit.SECONDS.sleep(answer.parameters().retryAfter());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
      answer = bot.execute(call);
    }
    if (!answer.isOk()) {
      throw new IllegalStateException(List.of(call.getMethod(), answer.description()).toString());
    }
  }

  @Override
  public void close() {
    bot.removeGetUpdatesListener();
    if (hook != null) {
      hook.close();
    }
    bot.shutdown();
  }
}
