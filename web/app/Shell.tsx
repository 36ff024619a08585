import { useEffect, useState } from "react";
import { Activity } from "../activity/Activity";
import { Home } from "../home/Home";
import { useWords } from "../i18n/useWords";
import { More } from "../settings/More";
import { haptic, settingsButton } from "../telegram/telegram";
import { useBackButton } from "../telegram/useBackButton";
import { useWide } from "../ui/useWide";
import { KeyboardHelp } from "./KeyboardHelp";
import { lazyScreen } from "./lazyScreen";
import { Navigation } from "./Navigation";
import styles from "./Shell.module.css";
import { mayOpen, tabOf, tabsOf } from "./tabs";
import { Unsent } from "./Unsent";
import { UpdateNote } from "./UpdateNote";
import { useBadges } from "./useBadges";
import { useBerry, usePlace, useSelf } from "./useBerry";
import { useKeyboard } from "./useKeyboard";

/** Most people never see the team's screens, so their code is fetched when they are opened. */
const Overview = lazyScreen(() => import("../overview/Overview").then((module) => module.Overview));

const Inbox = lazyScreen(() => import("../conversations/Inbox").then((module) => module.Inbox));

const System = lazyScreen(() => import("../system/System").then((module) => module.System));

/** A conversation stands beside the list on a desktop, so one screen holds both. */
const screens = {
  home: Home,
  activity: Activity,
  overview: Overview,
  inbox: Inbox,
  conversation: Inbox,
  system: System,
  more: More,
};

/** The frame around all screens: tabs below on a phone, a rail at the side on a desktop. */
export function Shell() {
  const { words } = useWords();
  const { router } = useBerry();
  const place = usePlace();
  const person = useSelf();
  const tabs = tabsOf(person);
  const badges = useBadges();
  const [helping, setHelping] = useState(false);
  useKeyboard(tabs, () => setHelping(true));

  const first = tabs[0]?.screen ?? "home";
  const inner = place.screen === "conversation";
  const wide = useWide();
  const inSystem = place.screen === "system" && place.parameters.page !== undefined && !wide;
  useBackButton(place.screen !== first, () => {
    if (inSystem) router.go("system", {});
    else router.go(inner ? "inbox" : first);
  });
  useEffect(() => settingsButton(() => router.go("more")), [router]);

  const shown = mayOpen(person, place.screen) ? place.screen : first;
  const Current = screens[shown];
  return (
    <div class={styles.shell} data-inner={inner}>
      <button type="button" class={styles.skip} onClick={skipToContent}>
        {words.app.skip}
      </button>
      <Navigation
        tabs={tabs}
        badges={badges}
        current={tabOf(place.screen)}
        onGo={(screen) => {
          haptic();
          if (screen === place.screen) window.scrollTo({ top: 0, behavior: "smooth" });
          // Once more on the tab leads from a page of it to the list of its pages.
          if (inSystem && screen === "system") router.go("system", {});
          else router.go(screen);
        }}
      />
      <div class={styles.content} data-panes={tabOf(shown) === "inbox"}>
        <UpdateNote />
        <Unsent />
        <Current key={tabOf(shown)} />
      </div>
      {helping && <KeyboardHelp tabs={tabs} onClose={() => setHelping(false)} />}
    </div>
  );
}

/** No link: the address may not change, it holds the launch parameters. */
function skipToContent(): void {
  document.querySelector<HTMLElement>("#content h1")?.focus();
}
