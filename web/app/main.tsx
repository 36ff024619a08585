import "./fonts.css";
import "./tokens.css";
import "./base.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "preact";
import { Client } from "../api/client";
import { Live } from "../api/live";
import { Problem } from "../api/problem";
import { refresher } from "../api/refresh";
import { type Credentials, linkIn, SessionKeeper } from "../api/session";
import { Drafts } from "../conversations/Drafts";
import { drawer } from "../conversations/drawer";
import { Outbox } from "../conversations/Outbox";
import { FileCache } from "../files/FileCache";
import { initData, inTelegram, onActive, start, startParameter } from "../telegram/telegram";
import { App } from "./App";
import { chosenTheme, themeChanged, wearTheme } from "./preferences";
import { placeOf, placeOfLink, Router } from "./router";

/** Wiring: everything long-lived is built here, once, and handed down. */

function credentials(): Credentials | null {
  if (inTelegram) return { initData };
  const link = linkIn(location.hash);
  // A used code must not stay in the history or be copied with the address.
  if (link) history.replaceState(null, "", location.pathname + location.search);
  return link ? { link } : null;
}

// A link pasted over an open page changes nothing but what is behind #, for which no browser loads a page.
if (!inTelegram) {
  window.addEventListener("hashchange", () => linkIn(location.hash) && location.reload());
}

// Asked for now rather than by the first words: by the time the session is open they are usually here.
void document.fonts.load("1em Inter", "Aя");

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      // Browsers guess "offline" wrongly behind a tunnel; the request itself knows.
      networkMode: "always",
      retry: (failures, error) => {
        const mayHeal = error instanceof Problem && (error.offline || error.status >= 500);
        return mayHeal && failures < 2;
      },
      retryDelay: (failures) => 500 * 2 ** failures,
    },
  },
});

const session = new SessionKeeper(credentials());
const client = new Client(session);
const refresh = refresher(queries);
const live = new Live(client, refresh);
const files = new FileCache(client);
const renew = (topic: string) => refresh({ topic });
const outbox = new Outbox(client, drawer(), renew);
const drafts = new Drafts(client, drawer());
const router = new Router(
  (inTelegram ? null : placeOf(location.hash)) ??
    placeOfLink(startParameter) ?? { screen: "home", parameters: {} },
  !inTelegram,
);
const linked =
  placeOfLink(startParameter) !== null || (!inTelegram && placeOf(location.hash)?.screen !== "home");

// Telegram's colours, if it names any, lie over the theme of the system or of this device.
wearTheme(inTelegram ? "system" : chosenTheme());
start(themeChanged);

session.watch(() => (session.entrance.state === "open" ? live.start() : live.stop()));
// What was left unsent is taken up by who wrote it, and tried again as soon as there is a line.
session.watch(() => session.entrance.state === "open" && outbox.open(session.entrance.person.id));
window.addEventListener("online", () => outbox.wake());
onActive((active) => session.entrance.state === "open" && live.setActive(active));
live.watch(() => {
  if (live.status.state !== "live") return;
  outbox.wake();
  // What failed while the line was down is asked again as soon as it is back.
  void queries.refetchQueries({ type: "active", predicate: (query) => query.state.status === "error" });
});
void session.enter();

const root = document.getElementById("root");
if (root) {
  render(
    <QueryClientProvider client={queries}>
      <App parts={{ client, session, live, router, files, outbox, drafts, renew }} linked={linked} />
    </QueryClientProvider>,
    root,
  );
}
