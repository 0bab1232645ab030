// What an opened row shows: an instance's whole life, what it has cost, its events, and what can be done about it.

import { isDroppable } from "./columns.js";
import { shortText, toneOf } from "./kinds.js";
import * as server from "./server.js";
import { maySee } from "./steering.js";
import { clockTime, count, duration, inert, money, orNone, percent, placeOf, price, stateWords, when } from "./words.js";

const CONSOLE = "https://cloud.vast.ai/instances/";

function element(tag, text, properties = {}) {
  const made = Object.assign(document.createElement(tag), properties);
  if (text !== undefined) made.textContent = text;
  return made;
}

function boot(row) {
  if (row.boot_secs !== null) return duration(row.boot_secs * 1000);
  return row.verifiedAt ? "unknown: it was taken over" : "not yet";
}

function watch(row) {
  if (row.instance_id === null) return null;
  const restarts = row.restarts ? `, restarted ${count(row.restarts, "time", "times")}` : "";
  return `${inert(row.work)}${restarts}${row.last_words ? `; last words: ${inert(row.last_words)}` : ""}`;
}

function hierophant({ hierophant: worker }) {
  if (!worker) return null;
  return `${worker.busy ? "busy" : "idle"}, ${count(worker.proofs, "proof", "proofs")}, ${count(worker.strikes, "strike", "strikes")}`;
}

function increase({ price_increase: asked }) {
  if (!asked) return null;
  return `its host asks for ${asked.gpu_per_hour === null ? "more" : `${price(asked.gpu_per_hour)} an hour for the GPUs`} once the contract ends`;
}

const facts = (row, now) => [
  ["State", `${stateWords(row.state)} since ${when(row.since, now)}${row.note ? `: ${row.note}` : ""}`],
  ["Rented", row.started ? `${when(row.started, now)}, ${duration(now - row.started)} ago` : null],
  ["Boot", row.instance_id === null ? null : boot(row)],
  ["Verified", row.verifiedAt ? when(row.verifiedAt, now) : null],
  ["Hardware", `${row.gpuWords}, ${placeOf(row.location)}, reliability ${percent(row.reliability)}`],
  ["Machine", `${orNone(row.machine_id)} of host ${orNone(row.host_id)}, offer ${row.offer_id}`],
  ["Price", `${price(row.cost_per_hour)} an hour, ${price(row.each)} a GPU-hour${row.interruptible ? ", interruptible: Vast stops it if somebody bids more" : ""}`],
  ["Contract ends", row.contract_ends_at ? when(row.contract_ends_at, now) : null],
  ["Price rise", increase(row)],
  ["Vast says", row.status ? `${inert(row.status)}${row.status_message ? `: ${inert(row.status_message)}` : ""}` : null],
  ["Watch says", watch(row)],
  ["Hierophant says", hierophant(row)],
].filter(([, text]) => text !== null);

export class Details {
  #act;
  #clock;

  /** @param act what can be done: drop(row) and bar(row) @param clock the server's time */
  constructor(act, clock) {
    this.#act = act;
    this.#clock = clock;
  }

  /** Fills a row's opened part, and again whenever the row has changed. */
  async show(place, row) {
    const now = this.#clock();
    const list = element("dl");
    for (const [name, text] of facts(row, now)) list.append(pair(name, text));
    const cost = pair("Cost so far", row.cost_per_hour === null || !row.started ? "–" : `about ${money((row.cost_per_hour * (now - row.started)) / 3_600_000)}`);
    list.append(cost);
    const events = element("ol", undefined, { className: "events", tabIndex: 0, ariaLabel: "Events of this row" });
    const old = place.querySelector(".events");
    if (old) events.append(...old.children);
    const told = element("div", undefined, { className: "told" });
    told.append(element("h3", "Events"), events);
    const focused = place.contains(document.activeElement) ? document.activeElement.textContent : null;
    place.replaceChildren(list, told, this.#deeds(row));
    if (focused) [...place.querySelectorAll("button, a")].find(one => one.textContent === focused)?.focus({ preventScroll: true });
    await Promise.allSettled([fillEvents(events, row, now), fillCost(cost, row)]);
  }

  #deeds(row) {
    const deeds = element("p", undefined, { className: "deeds" });
    if (row.instance_id !== null) {
      deeds.append(
        link("Logs", `/instances/${row.instance_id}/logs`, true),
        link("Vast’s console", CONSOLE, false));
    }

    if (row.machine_id !== null) deeds.append(this.#deed("Bar this machine…", "", () => this.#act.bar(row)));
    if (isDroppable(row)) deeds.append(this.#deed(`Drop instance ${row.instance_id}…`, "danger", () => this.#act.drop(row)));
    return deeds;
  }

  #deed(text, className, act) {
    const button = element("button", text, { type: "button", className: `small ${className}` });
    button.dataset.needs = "steering";
    button.addEventListener("click", act);
    return button;
  }
}

function pair(name, text) {
  const part = element("div");
  part.append(element("dt", name), element("dd", text));
  return part;
}

function link(text, href, needsInsight) {
  const made = element("a", text, { href, className: "button small", target: "_blank", rel: "noopener noreferrer" });
  if (needsInsight) made.dataset.needs = "insight";
  return made;
}

async function fillEvents(list, row, now) {
  const { events } = await (row.instance_id === null ? server.eventsOf("offer", row.offer_id) : server.eventsOf("instance", row.instance_id));
  list.replaceChildren(...events.map(event => {
    const item = element("li");
    item.dataset.tone = toneOf(event);
    item.append(element("time", new Date(event.at).toDateString() === new Date(now).toDateString() ? clockTime(new Date(event.at)) : when(event.at, now)), element("span", inert(shortText(event))));
    return item;
  }));
  if (events.length === 0) list.append(element("li", "None in memory; magister journal --instance reads older ones from disk."));
}

async function fillCost(part, row) {
  if (!maySee() || row.instance_id === null || !row.started) return;
  const usd = await server.costOf(row.instance_id, new Date(row.started).toISOString().slice(0, 10));
  if (usd !== null) part.lastChild.textContent = money(usd, 4);
}
