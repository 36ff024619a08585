package berry.telegram;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds out what a message holds: Telegram has no field that says so, only the presence of others.
final class MessageKind {

  /// What a message may hold, the telling name before the one that is kept beside it for old
  /// clients (an animation is also a `document`, a venue also a `location`).
  private static final List<String> CONTENT =
      List.of(
          "text",
          "animation",
          "audio",
          "live_photo",
          "paid_media",
          "photo",
          "sticker",
          "story",
          "video",
          "video_note",
          "voice",
          "document",
          "checklist",
          "contact",
          "dice",
          "game",
          "poll",
          "venue",
          "location",
          "invoice",
          "giveaway");

  /// What is found first counts; the lines that Telegram writes come last.
  private static final List<String> KNOWN =
      Stream.concat(CONTENT.stream(), ServiceLines.KINDS.stream()).toList();

  /// Where each stands among them: asked for each member of each message.
  private static final Map<String, Integer> PLACES =
      IntStream.range(0, KNOWN.size())
          .boxed()
          .collect(Collectors.toMap(KNOWN::get, place -> place));

  /// What tells about a message without being what it holds.
  private static final Set<String> ABOUT =
      Set.of(
          "from",
          "chat",
          "sender_chat",
          "sender_business_bot",
          "direct_messages_topic",
          "forward_origin",
          "forward_from",
          "forward_from_chat",
          "reply_to_message",
          "external_reply",
          "quote",
          "reply_to_story",
          "via_bot",
          "guest_bot_caller_user",
          "guest_bot_caller_chat",
          "entities",
          "caption_entities",
          "link_preview_options",
          "suggested_post_info",
          "reply_markup",
          "new_chat_member",
          "new_chat_participant",
          "left_chat_participant",
          "user_shared");

  private int known = KNOWN.size();
  private @Nullable String unheard;

  void saw(String name, Members json) {
    Integer place = PLACES.get(name);
    if (place != null) {
      known = Math.min(known, place);
    } else if (unheard == null && json.structured() && !ABOUT.contains(name)) {
      unheard = name;
    }
  }

  String name() {
    if (known < KNOWN.size()) {
      return KNOWN.get(known);
    }
    return unheard == null ? "other" : unheard;
  }
}
