/* A window's tablet takes ratings, also without network.

   The tablet's clock is never asked: a slip carries the server's moment, and performance.now()
   says how long it waited since. What is kept until it is sent: the slip, the wait, the answer. */
"use strict";
(() => {
  const root = document.querySelector("[data-kiosk]");
  const address = root.dataset.kiosk;
  const KEPT = "chuangping" + address;
  const SLIP_LIFE = 12 * 3600 * 1000, THANKS = 15 * 1000, ASKING_AGAIN = 15 * 1000;
  const one = (what) => root.querySelector(what);
  const all = (what) => [...root.querySelectorAll(what)];
  let slips = [], asked = null, isOpen = false, left = 0, clock = 0, ending = 0, next = 0, looking = false, sending = false, lost = false;

  function kept() {
    try { return JSON.parse(localStorage.getItem(KEPT)) || []; } catch { return []; }
  }

  function keep(waiting) {
    if (waiting.length) localStorage.setItem(KEPT, JSON.stringify(waiting));
    else localStorage.removeItem(KEPT);
  }

  function show(step) {
    all("[data-step]").forEach((each) => { each.hidden = each.dataset.step !== step; });
  }

  function usable() {
    slips = slips.filter((each) => performance.now() - each.since < SLIP_LIFE);
    return slips.length > 0;
  }

  function rest() {
    clearInterval(clock);
    clearTimeout(ending);
    asked = null;
    root.dataset.lang = "zh";
    show(isOpen && usable() ? root.dataset.rest : "wait");
  }

  function ask(step) {
    if (!asked) {
      if (!usable()) { rest(); return; }
      const slip = slips.shift();
      asked = { slip: slip.slip, since: slip.since };
    }
    show(step);
    left = Number(root.dataset.seconds);
    tell();
    clearInterval(clock);
    clock = setInterval(() => { left -= 1; tell(); if (left <= 0) answer(null, []); }, 1000);
  }

  function tell() {
    all("[data-left]").forEach((each) => { each.textContent = left + " s"; });
  }

  function answer(level, tags) {
    clearInterval(clock);
    const waited = Math.max(0, Math.round(performance.now() - asked.since));
    keep([...kept(), { slip: asked.slip, waited, level, tags }]);
    asked = null;
    if (level === null) rest();
    else thank();
    send();
  }

  function thank() {
    one("[data-receipt]").hidden = true;
    one("[data-kept]").hidden = one("[data-away]").hidden;
    show("thanks");
    ending = setTimeout(rest, THANKS);
  }

  async function send() {
    if (sending) return;
    sending = true;
    try {
      for (let first = kept()[0]; first; first = kept()[0]) {
        const reply = await fetch(address + "/answers", {
          method: "POST", headers: { "Content-Type": "application/json" },
          body: JSON.stringify(first), credentials: "same-origin",
        });
        // What the server will never take is not told for ever.
        if (!reply.ok && (reply.status >= 500 || reply.status === 403)) break;
        keep(kept().filter((each) => each.slip !== first.slip));
        if (reply.ok && first.level !== null) receipt((await reply.json()).receipt);
      }
    } catch { /* no network: it is kept, and told at the next look */ }
    sending = false;
  }

  function receipt(code) {
    if (one('[data-step="thanks"]').hidden || !one("[data-kept]").hidden) return;
    one("[data-code]").textContent = code.replace(/(.{4})(?=.)/g, "$1 ");
    one("[data-receipt]").hidden = false;
  }

  async function look() {
    if (looking) return;
    looking = true;
    lost = false;
    clearTimeout(next);
    let seconds = ASKING_AGAIN / 1000;
    try {
      const reply = await fetch(address + "/state?has=" + slips.length, { credentials: "same-origin" });
      if (reply.status === 403) { location.reload(); return; }
      if (!reply.ok) throw new Error(String(reply.status));
      seconds = shown(await reply.json());
      away(lost); // the network went while the answer came
      await send();
    } catch { away(true); }
    looking = false;
    next = setTimeout(look, seconds * 1000);
  }

  function shown(state) {
    const since = performance.now();
    slips.push(...state.slips.map((slip) => ({ slip, since })));
    isOpen = state.open;
    one("[data-open]").hidden = !isOpen;
    one("[data-closed]").hidden = isOpen;
    one("[data-people]").hidden = !isOpen || !state.people.length;
    one("[data-person]").textContent = state.people.map((each) => (each.name + " " + each.number).trim()).join("、");
    one("[data-own]").hidden = !state.symbol;
    if (state.symbol) one("[data-symbol]").src = state.symbol;
    const thanking = !one('[data-step="thanks"]').hidden;
    if (!asked && !thanking) show(isOpen && usable() ? root.dataset.rest : "wait");
    return state.seconds;
  }

  function away(isAway) {
    one("[data-away]").hidden = !isAway;
    // A rotating code that nobody renews proves nothing any more.
    if (isAway) one("[data-own]").hidden = true;
  }

  const acts = {
    language: () => { root.dataset.lang = root.dataset.lang === "zh" ? "en" : "zh"; },
    ask: () => ask("levels"),
    level: (button) => {
      const level = Number(button.dataset.level);
      if (level <= 2) ask("reasons-" + level);
      else { if (!asked) ask("levels"); if (asked) answer(level, []); }
    },
    reason: (button) => answer(Number(button.dataset.level), [button.dataset.tag]),
    back: () => ask("levels"),
    stop: () => answer(null, []),
    rest,
  };
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) acts[button.dataset.do](button);
  });
  addEventListener("offline", () => { lost = true; away(true); });
  addEventListener("online", look);
  look();
})();
