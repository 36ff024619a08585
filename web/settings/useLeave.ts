import { useEffect, useState } from "react";
import { useBerry } from "../app/useBerry";
import { useBackButton } from "../telegram/useBackButton";

/** Back from a page to the settings, by Telegram's arrow too. */
export function useLeave(): () => void {
  const { router } = useBerry();
  const leave = () => router.go("more", {});
  // Only once it stands: the shell, which is drawn after what is in it, would come before it in line otherwise.
  const [stands, setStands] = useState(false);
  useEffect(() => setStands(true), []);
  useBackButton(stands, leave);
  return leave;
}
