import { useRef, useState } from "react";
import { nothing, present, stretched, toggled } from "./selection";

/** Which rows are chosen. Choosing with shift takes all since the one chosen before. */
export function useSelection(order: number[]) {
  const [chosen, setChosen] = useState(nothing);
  const anchor = useRef<number | null>(null);
  const selection = present(chosen, order);
  return {
    selection,
    choose: (chatId: number, stretch: boolean) => {
      setChosen(stretch ? stretched(selection, order, anchor.current, chatId) : toggled(selection, chatId));
      anchor.current = chatId;
    },
    clear: () => setChosen(nothing),
  };
}
