import type { ComponentType } from "preact";
import { useEffect, useState } from "react";
import { Activity } from "../activity/Activity";
import { Home } from "../home/Home";
import { useWords } from "../i18n/useWords";
import { More } from "../settings/More";
import { haptic, settingsButton } from "../telegram/telegram";
import { useBackButton } from "../telegram/useBackButton";
import { KeyboardHelp } from "./KeyboardHelp";
import { lazyScreen } from "./lazyScreen";
import { Navigation } from "./Navigation";
import type { Screen } from "./router";
import styles from "./Shell.module.css";
import { mayOpen, tabsOf } from "./tabs";
import { Unsent } from "./Unsent";
import { UpdateNote } from "./UpdateNote";
import { useBadges } from "./useBadges";
import { useBerry, usePlace, useSelf } from "./useBerry";
import { useKeyboard } from "./useKeyboard";

/** Most people never see the team's screen, so its code is fetched when it is opened. */
const Overview = lazyScreen(() => import("../overview/Overview").then((module) => module.Overview));

const Conversation = lazyScreen(() =>
  import("../conversations/Conversation").then((module) => module.Conversation),
);

const screens: Partial<Record<Screen, ComponentType>> = {
  conversation: Conversation,
  home: Home,
  activity: Activity,
  overview: Overview,
  more: More,
};

/** The frame around all screens: tabs below on a phone, a rail at the side on a desktop. */
export function Shell() {
  const { words } = useWords();
  const { router } = useBerry();
  const place = usePlace();
  const self = useSelf();
  const tabs = tabsOf(self);
  const badges = useBadges();
  const [helping, setHelping] = useState(false);
  useKeyboard(tabs, () => setHelping(true));

  const first = tabs[0]?.screen ?? "home";
  useBackButton(place.screen !== first, () => router.go(first));
  useEffect(() => settingsButton(() => router.go("more")), [router]);

  const Current = (mayOpen(self, place.screen) && screens[place.screen]) || screens[first] || Home;
  return (
    <div class={styles.shell}>
      <button type="button" class={styles.skip} onClick={skipToContent}>
        {words.app.skip}
      </button>
      <Navigation
        tabs={tabs}
        badges={badges}
        current={place.screen}
        onGo={(screen) => {
          haptic();
          if (screen === place.screen) window.scrollTo({ top: 0, behavior: "smooth" });
          router.go(screen);
        }}
      />
      <div class={styles.content}>
        <UpdateNote />
        <Unsent />
        <Current key={place.screen} />
      </div>
      {helping && <KeyboardHelp tabs={tabs} onClose={() => setHelping(false)} />}
    </div>
  );
}

/** No link: the address may not change, it holds the launch parameters. */
function skipToContent(): void {
  document.querySelector<HTMLElement>("#content h1")?.focus();
}
