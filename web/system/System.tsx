import { Screen } from "../app/Screen";
import { useBerry, usePlace } from "../app/useBerry";
import { WayBack } from "../app/wayBack";
import { useWide } from "../ui/useWide";
import { Entry } from "./Entry";
import { pageOf } from "./pages";
import styles from "./System.module.css";
import { useSystemWords } from "./useSystemWords";

/** How Berry itself is doing: what needs somebody, then page by page. On a desktop the list stands beside the page. */
export function System() {
  const { router } = useBerry();
  const { health } = useSystemWords();
  const { page } = usePlace().parameters;
  const wide = useWide();
  const { name, Page } = pageOf(page);
  if (wide)
    return (
      <div class={styles.panes}>
        <aside class={styles.side} aria-label={health.entry.pages}>
          <Entry current={name} />
        </aside>
        <Page key={name} />
      </div>
    );
  if (page === undefined)
    return (
      <Screen title={health.entry.title}>
        <Entry />
      </Screen>
    );
  return (
    <WayBack.Provider value={() => router.go("system", {})}>
      <Page key={name} />
    </WayBack.Provider>
  );
}
