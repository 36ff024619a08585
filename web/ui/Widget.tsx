import type { ComponentChildren } from "preact";
import { Failure } from "./Failure";
import { useDelayed } from "./useDelayed";

/** What a query knows; both kinds of TanStack Query's results fit. */
interface Asked<Answer> {
  data: Answer | undefined;
  error: unknown;
  isPending: boolean;
  refetch(): unknown;
}

interface Properties<Answer> {
  query: Asked<Answer>;
  /** The outline of the real layout. */
  skeleton: ComponentChildren;
  children(answer: Answer): ComponentChildren;
}

/** Draws one of a widget's states. Old data stays in view while new is fetched, and even when that fails. */
export function Widget<Answer>({ query, skeleton, children }: Properties<Answer>) {
  const late = useDelayed(query.isPending);
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />;
  // Room is kept from the start, so that nothing jumps when the outline appears.
  return (
    <div aria-busy="true" style={{ visibility: late ? "visible" : "hidden" }}>
      {skeleton}
    </div>
  );
}
