import { lazyScreen } from "../app/lazyScreen";
import { usePlace } from "../app/useBerry";
import { General } from "./General";
import { atLeast } from "./handles";
import { useRole } from "./useRole";

const Team = lazyScreen(() => import("./team/Team").then((module) => module.Team));
const Templates = lazyScreen(() => import("./templates/Templates").then((module) => module.Templates));

/** The settings and the pages in them. Those of the team are not even loaded for anybody else. */
export function More() {
  const { page } = usePlace().parameters;
  const role = useRole();
  if (atLeast(role, "operator")) {
    if (page === "team") return <Team />;
    if (page === "templates") return <Templates />;
  }
  return <General />;
}
