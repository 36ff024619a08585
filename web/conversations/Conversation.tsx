import { usePlace } from "../app/useBerry";

/** The conversation named by the parameter `chat`. A placeholder until the screen is drawn. */
export function Conversation() {
  return <h1 tabIndex={-1}>{usePlace().parameters.chat}</h1>;
}
