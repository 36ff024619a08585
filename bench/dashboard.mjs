// What the owner does with the dashboard while updates come in.
import { OWNER } from './candidates.mjs';
import { initData } from './telegram.mjs';
import { watch } from './town.mjs';

/** Signs the owner in; answers the session's token. */
export async function openSession(address) {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ initData: initData(OWNER) }),
  });
  if (!answer.ok) throw new Error(`no session: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).token;
}

/** The owner's live stream; tells the ms from an update's receipt to the line about it. */
export const ownersStream = (address, session, tell) =>
  watch(address, session, (event) => {
    if (event.topic === 'conversations' && event.receivedAt) tell(event.now - Date.parse(event.receivedAt));
  });
