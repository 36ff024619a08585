// Runs in the page, before anything else: notices what markup would make if it came alive.

/** All that Berry builds its screens of; anything else has come from outside. */
const own = [
  "html head title meta link script style body div main header footer nav section article aside search form",
  "h1 h2 h3 h4 p span b i em strong small mark s u a code pre blockquote q br hr wbr kbd time abbr sub sup bdi",
  "ul ol li dl dt dd table caption thead tbody tr th td figure figcaption",
  "button input textarea label select option fieldset legend output progress dialog canvas img video audio source",
  "svg g path circle rect line polyline defs lineargradient stop",
].flatMap((line) => line.split(" "));

/** To be given to `addInitScript` with `own`: a function that is sent to the browser sees nothing around it. */
export function watchIntruders(known) {
  window.__intruders = [];
  const names = new Set(known);
  const blame = (what) => window.__intruders.length < 20 && window.__intruders.push(what);
  const look = (element) => {
    const name = element.localName.toLowerCase();
    // The page itself has a word for browsers without scripts.
    const stated = name === "noscript" && element.parentElement === document.body;
    if (!names.has(name) && !stated) blame(`<${name}>`);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute) || /^srcdoc$/i.test(attribute)) blame(`<${name} ${attribute}>`);
      // An address that somebody wrote may be followed, if it leads where it says.
      if (name === "a" && attribute === "href" && /^https?:\/\//.test(value) && value === element.textContent)
        continue;
      const address = /^(?:src|href|xlink:href|action|formaction|data|poster|srcset)$/i.test(attribute);
      // Files of people are shown from memory (blob:) or from our own address, never from where words point.
      if (address && !/^(?:\.?\/(?!\/)|blob:|#)|^https:\/\/t\.me\//.test(value) && !value.startsWith(origin))
        blame(`<${name} ${attribute}="${value}">`);
      if (address && value.includes("xss")) blame(`<${name} ${attribute}="${value}">`);
    }
    if (name === "script" && !element.src) blame("<script> with words of its own");
  };
  const origin = location.origin;
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") look(target);
      for (const node of addedNodes)
        if (node instanceof Element) for (const one of [node, ...node.querySelectorAll("*")]) look(one);
    }
  }).observe(document, { childList: true, subtree: true, attributes: true });
}

export const intruders = (page) => page.addInitScript(watchIntruders, own);
