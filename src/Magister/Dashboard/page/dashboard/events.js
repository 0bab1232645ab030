// The last events, the newest on top. What comes between two frames is drawn at once.

import { clockTime, inert } from "./words.js";

const MOST = 100;
const BAD = new Set(["rent_uncertain", "destroy_failed", "seen_missing", "confirmed_gone"]);
const GOING = new Set(["drop_requested", "destroy_intended", "destroyed", "released"]);
const COMING = new Set(["rent_intended", "rent_accepted", "adopted"]);

const tone = kind =>
  BAD.has(kind) ? "bad" : GOING.has(kind) ? "going" : COMING.has(kind) ? "coming" : kind === "verified" ? "good" : "plain";

export class Events {
  #list = document.querySelector("#events");
  #newest = 0;
  #waiting = [];

  /** Shows these in place of what was shown. */
  reset(events) {
    this.#list.replaceChildren();
    this.#newest = 0;
    this.#waiting = [];
    for (const event of events) this.add(event);
  }

  add(event) {
    if (event.id <= this.#newest) return;
    this.#newest = event.id;
    this.#waiting.push(event);
    if (this.#waiting.length === 1) requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    const items = this.#waiting.splice(0).slice(-MOST).reverse().map(itemOf);
    const reading = this.#list.scrollTop > 0 ? this.#list.scrollHeight : 0;
    this.#list.prepend(...items);
    while (this.#list.children.length > MOST) this.#list.lastChild.remove();

    // Whoever has scrolled down to read something keeps it in sight.
    if (reading) this.#list.scrollTop += this.#list.scrollHeight - reading;
  }
}

function itemOf(event) {
  const item = document.createElement("li");
  item.dataset.tone = tone(event.kind);
  const at = new Date(event.at);
  const time = document.createElement("time");
  time.dateTime = at.toISOString();
  time.textContent = clockTime(at);
  const text = document.createElement("span");
  text.textContent = inert(event.text);
  if (event.kind === "destroy_intended") text.append(" ", Object.assign(document.createElement("a"), { href: `instances/${event.instance_id}/logs`, textContent: "Logs" }));
  item.append(time, text);
  return item;
}
