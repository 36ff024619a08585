import { usePlace } from "../app/useBerry";
import { pageOf } from "./pages";

/** How Berry itself is doing. With a single page it shows that at once. */
export function System() {
  const { page } = usePlace().parameters;
  const { Page } = pageOf(page);
  return <Page />;
}
