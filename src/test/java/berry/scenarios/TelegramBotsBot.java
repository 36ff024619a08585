package berry.scenarios;

import berry.testing.FakeWebhook;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.longpolling.TelegramBotsLongPollingApplication;
import org.telegram.telegrambots.longpolling.interfaces.LongPollingUpdateConsumer;
import org.telegram.telegrambots.longpolling.util.DefaultGetUpdatesGenerator;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendMediaGroup;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.updates.SetWebhook;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaDocument;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;
import org.telegram.telegrambots.meta.generics.TelegramClient;

/// The echo bot, made with TelegramBots. It can be told a host and a port, but no path.
final class TelegramBotsBot implements AutoCloseable {

  private static final String MARKDOWN = "*bold* _it_ `code` [link](https://example.org/) 1\\+1";

  private final TelegramClient client;
  private final String files;
  private final @Nullable TelegramBotsLongPollingApplication polling;
  private final @Nullable FakeWebhook hook;

  /// A call of the library, with the library's way to fail.
  @FunctionalInterface
  private interface Call {
    Object make() throws TelegramApiException;
  }

  TelegramBotsBot(String address, String token, EchoBotStory.Mode mode)
      throws TelegramApiException, IOException {
    files = address + "/file/bot" + token + "/";
    URI place = URI.create(address);
    TelegramUrl url =
        TelegramUrl.builder().schema("http").host(place.getHost()).port(place.getPort()).build();
    client = new OkHttpTelegramClient(token, url);
    client.execute(
        new SetMyCommands(
            List.of(
                new BotCommand("start", "Begin"), new BotCommand("album", "Two files at once"))));
    if (mode == EchoBotStory.Mode.POLLING) {
      hook = null;
      polling = new TelegramBotsLongPollingApplication();
      LongPollingUpdateConsumer consumer = updates -> updates.forEach(this::take);
      polling.registerBot(token, () -> url, new DefaultGetUpdatesGenerator(), consumer);
    } else {
      polling = null;
      ObjectMapper mapper = new ObjectMapper();
      hook =
          new FakeWebhook(json -> {
            try {
              take(mapper.readValue(json, Update.class));
            } catch (IOException broken) {
              throw new UncheckedIOException(broken);
            }
          });
      client.execute(
          SetWebhook.builder().url(hook.url().toString()).secretToken(FakeWebhook.SECRET).build());
    }
  }

  private void take(Update update) {
    try {
      if (update.hasCallbackQuery()) {
        pressed(update.getCallbackQuery());
      } else if (update.hasMessage()) {
        written(update.getMessage());
      }
    } catch (TelegramApiException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void pressed(CallbackQuery press) throws TelegramApiException {
    int count = Integer.parseInt(press.getData().substring("press:".length())) + 1;
    client.execute(
        AnswerCallbackQuery.builder()
            .callbackQueryId(press.getId())
            .text("Press " + count)
            .build());
    client.execute(
        EditMessageText.builder()
            .chatId(press.getMessage().getChatId())
            .messageId(press.getMessage().getMessageId())
            .text("Pressed: " + count)
            .replyMarkup(keyboard(count))
            .build());
  }

  private void written(Message message) throws TelegramApiException {
    long chat = message.getChatId();
    if (message.hasDocument()) {
      byte[] bytes = download(message.getDocument().getFileId());
      client.execute(
          SendDocument.builder()
              .chatId(chat)
              .document(file(bytes, "back-" + message.getDocument().getFileName()))
              .caption(bytes.length + " bytes")
              .build());
    } else if (message.hasPhoto()) {
      byte[] bytes = download(message.getPhoto().getLast().getFileId());
      client.execute(
          SendPhoto.builder()
              .chatId(chat)
              .photo(file(bytes, "back.png"))
              .caption(bytes.length + " bytes")
              .build());
    } else {
      answer(message, chat);
    }
  }

  private void answer(Message message, long chat) throws TelegramApiException {
    SendMessage.SendMessageBuilder<?, ?> text = SendMessage.builder().chatId(chat);
    switch (message.getText()) {
      case "/start" ->
          client.execute(
              text.text("Hello, " + message.getFrom().getFirstName() + "!")
                  .replyMarkup(keyboard(0))
                  .build());
      case "/markdown" -> client.execute(text.text(MARKDOWN).parseMode("MarkdownV2").build());
      case "/album" -> {
        InputMediaDocument second = media("second", "two.txt");
        second.setCaption("both");
        client.execute(
            SendMediaGroup.builder()
                .chatId(chat)
                .medias(List.of(media("first", "one.txt"), second))
                .build());
      }
      case "/errors" -> {
        try {
          client.execute(
              EditMessageText.builder().chatId(chat).messageId(999_999).text("nothing").build());
        } catch (TelegramApiRequestException refused) {
          client.execute(
              text.text(refused.getErrorCode() + " " + refused.getApiResponse()).build());
        }
      }
      default ->
          patiently(() ->
              client.execute(
                  text.text("You said: " + message.getText())
                      .replyToMessageId(message.getMessageId())
                      .build()));
    }
  }

  /// The library leaves it to the bot to wait after a 429.
  private static void patiently(Call call) throws TelegramApiException {
    for (; ; ) {
      try {
        call.make();
        return;
      } catch (TelegramApiRequestException refused) {
        if (refused.getErrorCode() != 429) {
          throw refused;
        }
        try {
          TimeUnit.SECONDS.sleep(refused.getParameters().getRetryAfter());
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private static InlineKeyboardMarkup keyboard(int count) {
    return new InlineKeyboardMarkup(
        List.of(
            new InlineKeyboardRow(
                InlineKeyboardButton.builder()
                    .text("Press me")
                    .callbackData("press:" + count)
                    .build(),
                InlineKeyboardButton.builder().text("Site").url("https://example.org").build())));
  }

  private static InputFile file(byte[] bytes, String name) {
    return new InputFile(new ByteArrayInputStream(bytes), name);
  }

  private static InputMediaDocument media(String text, String name) {
    return new InputMediaDocument(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name);
  }

  /// The library's own download asks api.telegram.org, whatever it was told.
  private byte[] download(String fileId) throws TelegramApiException {
    return Web.bytes(files + client.execute(new GetFile(fileId)).getFilePath());
  }

  @Override
  public void close() throws Exception {
    if (polling != null) {
      polling.close();
    }
    if (hook != null) {
      hook.close();
    }
  }
}
