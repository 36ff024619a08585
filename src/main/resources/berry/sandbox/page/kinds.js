import { bot, person } from './store.js';
import { word } from './words.js';

/** What a message can be, by the field that holds it. Order counts: an animation also has a document, a venue a location. */
const KINDS = [
  'text', 'animation', 'photo', 'video', 'video_note', 'audio', 'voice', 'sticker', 'document',
  'venue', 'location', 'contact', 'dice', 'poll',
];

/** What happened in a chat, and whose name its line tells. */
const EVENTS = {
  new_chat_members: (people) => people.map(nameOf).join(', '),
  left_chat_member: (one) => nameOf(one),
  new_chat_title: (title) => title,
  new_chat_photo: () => '', delete_chat_photo: () => '',
  group_chat_created: () => '', supergroup_chat_created: () => '', channel_chat_created: () => '',
  migrate_to_chat_id: () => '', migrate_from_chat_id: () => '',
  pinned_message: (original) => summary(original),
  forum_topic_created: (topic) => topic.name, forum_topic_edited: (topic) => topic.name ?? '',
  forum_topic_closed: () => '', forum_topic_reopened: () => '',
  write_access_allowed: () => '', web_app_data: (sent) => sent.button_text,
};
const EVENT_WORDS = {
  new_chat_members: 'joinedGroup', left_chat_member: 'leftGroup', new_chat_title: 'newTitle',
  new_chat_photo: 'newGroupPhoto', delete_chat_photo: 'noGroupPhoto',
  group_chat_created: 'groupMade', supergroup_chat_created: 'groupMade', channel_chat_created: 'groupMade',
  migrate_to_chat_id: 'becameSuper', migrate_from_chat_id: 'wasGroup', pinned_message: 'pinnedLine',
  forum_topic_created: 'topicMade', forum_topic_edited: 'topicNamed', forum_topic_closed: 'topicClosed',
  forum_topic_reopened: 'topicOpen', write_access_allowed: 'mayWrite', web_app_data: 'appData',
};

/** What stands around the content of a message and is none itself. */
const FRAME = new Set([
  'message_id', 'message_thread_id', 'is_topic_message', 'from', 'sender_chat', 'sender_boost_count', 'sender_business_bot',
  'date', 'edit_date', 'chat', 'business_connection_id', 'forward_origin', 'forward_from', 'forward_from_chat', 'forward_date',
  'is_automatic_forward', 'reply_to_message', 'external_reply', 'quote', 'reply_to_story', 'via_bot', 'has_protected_content',
  'is_from_offline', 'media_group_id', 'author_signature', 'link_preview_options', 'effect_id', 'entities', 'caption',
  'caption_entities', 'show_caption_above_media', 'has_media_spoiler', 'reply_markup',
]);

/** The field that holds what a message says; for one of tomorrow's kinds the field nobody here knows. */
export function kindOf(message) {
  const content = Object.keys(message).filter((name) => !FRAME.has(name));
  return KINDS.find((kind) => content.includes(kind))
    ?? content.find((name) => name in EVENTS)
    ?? content.find((name) => typeof message[name] === 'object')
    ?? content[0]
    ?? 'message';
}

export const isKnown = (kind) => KINDS.includes(kind);
export const isEvent = (message) => kindOf(message) in EVENTS;

/** The line in the middle for what happened in the chat. */
export function eventLine(message) {
  const kind = kindOf(message);
  try {
    return word(EVENT_WORDS[kind], { name: EVENTS[kind](message[kind]), who: authorOf(message) });
  } catch {
    return kind; // made by hand, and not as Telegram shapes it
  }
}

/** A message in one line: for the list, for quotes, for pins. */
export function summary(message) {
  const kind = kindOf(message);
  if (kind in EVENTS) return eventLine(message);
  const words = message.text ?? message.caption;
  if (words) return words;
  const detail = detailOf(kind, message[kind] ?? {});
  const name = isKnown(kind) ? word(kind) : kind;
  return detail ? `${name}: ${detail}` : name;
}

function detailOf(kind, content) {
  if (kind === 'poll') return content.question;
  if (kind === 'document') return content.file_name;
  if (kind === 'audio') return content.title ?? content.file_name;
  if (kind === 'venue') return content.title;
  if (kind === 'contact') return nameOf(content);
  if (kind === 'dice') return `${content.emoji} ${content.value}`;
  return '';
}

/** The name of a `User`, a `Contact` or a `Chat`. */
export function nameOf(one) {
  if (one?.id === bot()?.id) return bot().name;
  return one?.title ?? [one?.first_name, one?.last_name].filter(Boolean).join(' ');
}

/** Who wrote: a channel or an anonymous admin stands for itself. */
export function authorOf(message) {
  if (message.sender_chat) return nameOf(message.sender_chat);
  if (message.from) return message.from.is_bot ? nameOf(message.from) : message.from.first_name;
  return message.chat?.title ?? person()?.firstName ?? '';
}
