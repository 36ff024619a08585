/**
 * What may be followed: http, https, tg, mailto, tel, and addresses without a scheme. All else
 * (javascript:, data:, file: … in whatever spelling) is words. Links.java says the same of what bots send.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Z}]/u;
const WHOLE = /^(?:https?:\/\/[^/?#\\]|(?:tg|mailto|tel):.)/i;
const BARE = /^(?:localhost|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)(?::\d{1,5})?(?:[/?#]|$)/iu;

/** The address to go to; null when there is none. */
export function addressOf(target) {
  const written = String(target ?? '').replace(/^ +| +$/g, '');
  if (HIDDEN.test(written)) return null;
  const whole = WHOLE.test(written) ? written : BARE.test(written) ? `https://${written}` : null;
  return whole && URL.canParse(whole) ? new URL(whole).href : null;
}
