// The last events, those of an instance together, whatever happened last on top. What comes between two frames is drawn at once.

import { isShownBy, shortText, toneOf, wordsOf } from "./kinds.js";
import { clockTime, inert } from "./words.js";

const MOST = 300;
const TOLD_MOST = 3;

export class Events {
  #list = document.querySelector("#events");
  #choice = document.querySelector("#events-show");
  #filter = document.querySelector("#events-filter");
  #newest = 0;
  #count = 0;
  #waiting = [];
  #groups = new Map();

  constructor() {
    for (const control of [this.#choice, this.#filter]) {
      control.addEventListener("input", () => {
        for (const group of new Set(this.#groups.values())) this.#sift(group);
      });
    }
  }

  /** Shows these in place of what was shown. */
  reset(events) {
    this.#list.replaceChildren();
    this.#groups.clear();
    this.#newest = this.#count = 0;
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
    const reading = this.#list.scrollTop > 0 ? this.#list.scrollHeight : 0;
    const touched = new Set();
    for (const event of this.#waiting.splice(0).slice(-MOST)) {
      const group = this.#take(event);

      // To the end of the set, so that what happened last comes to the top last.
      touched.delete(group);
      touched.add(group);
    }

    const focused = document.activeElement;
    for (const group of touched) {
      write(group);
      this.#sift(group);
      if (this.#list.firstChild !== group.element) this.#list.prepend(group.element);
    }

    if (focused !== document.activeElement) focused.focus({ preventScroll: true });
    while (this.#count > MOST && this.#list.children.length > 1) this.#forget(this.#list.lastChild.group);

    // Whoever has scrolled down to read something keeps it in sight.
    if (reading) this.#list.scrollTop += this.#list.scrollHeight - reading;
  }

  // A rent is known by its offer until it has become an instance.
  #take(event) {
    const [offer, instance] = [`offer ${event.offer_id}`, `instance ${event.instance_id}`];
    const isRent = event.kind.startsWith("rent_");
    const known = this.#groups.get(event.instance_id ? instance : offer) ?? (isRent && event.offer_id ? this.#groups.get(offer) : undefined);
    const group = known ?? makeGroup();
    if (event.instance_id) {
      this.#name(group, instance);
      if (this.#groups.get(offer) === group) this.#groups.delete(offer);
    } else if (event.offer_id) {
      this.#name(group, offer);
    } else {
      this.#name(group, `event ${event.id}`);
    }

    group.events.push(event);
    this.#count++;
    return group;
  }

  #name(group, key) {
    group.key = key;
    this.#groups.set(key, group);
  }

  #forget(group) {
    this.#count -= group.events.length;
    this.#groups.delete(group.key);
    group.element.remove();
  }

  #sift({ element, events, key }) {
    const words = this.#filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    element.hidden = !events.some(event => isShownBy(this.#choice.value, event)) || !words.every(word => key.includes(word) || events.some(event => event.text.toLowerCase().includes(word)));
  }
}

function makeGroup() {
  const [element, fold, summary, list] = ["li", "details", "summary", "ol"].map(tag => document.createElement(tag));
  fold.append(summary, list);
  element.append(fold);
  const group = { element, summary, list, events: [], drawn: 0, key: "" };
  element.group = group;
  return group;
}

// In a line: when, what, and what has become of it so far; each event in its own words beneath.
function write(group) {
  const { element, summary, list, events, key } = group;
  const last = events.at(-1);
  element.dataset.tone = toneOf(events.findLast(wordsOf) ?? last);
  const steps = events.map(wordsOf).filter(Boolean).filter((words, index, all) => words !== all[index - 1]);
  const name = key.startsWith("event") ? "" : key.startsWith("instance") ? key.slice("instance ".length) : key;
  const what = !name || steps.length === 0 ? inert(name ? shortText(last) : last.text) : steps.slice(-TOLD_MOST).join(" → ");
  summary.replaceChildren(timeOf(last), textOf("b", name), textOf("span", what));
  for (; group.drawn < events.length; group.drawn++) list.prepend(itemOf(events[group.drawn]));
}

function itemOf(event) {
  const item = document.createElement("li");
  const text = textOf("span", inert(shortText(event)));
  if (event.kind === "destroy_intended") {
    const logs = Object.assign(document.createElement("a"), { href: `instances/${event.instance_id}/logs`, textContent: "Logs" });
    logs.dataset.needs = "steering";
    text.append(" ", logs);
  }

  item.dataset.tone = toneOf(event);
  item.append(timeOf(event), text);
  return item;
}

function timeOf(event) {
  const at = new Date(event.at);
  return Object.assign(textOf("time", clockTime(at)), { dateTime: at.toISOString() });
}

const textOf = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
