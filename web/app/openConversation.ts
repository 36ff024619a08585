import type { Router } from "./router";

/** Goes from a row of any list to the conversation it belongs to. */
export function openConversation(router: Router, chatId: number): void {
  router.go("conversation", { chat: String(chatId) });
}
