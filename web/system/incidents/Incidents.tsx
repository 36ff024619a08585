import { usePlace } from "../../app/useBerry";
import { IncidentList } from "./IncidentList";
import { IncidentScreen } from "./IncidentScreen";

/** All incidents, or the one that the address names. */
export function Incidents() {
  const { incident } = usePlace().parameters;
  return incident ? <IncidentScreen key={incident} id={incident} /> : <IncidentList />;
}
