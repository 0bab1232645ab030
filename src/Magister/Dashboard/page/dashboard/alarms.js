// What is uncertain, failing, held back or not as configured, in plain words.

import { count, inert, when } from "./words.js";

const NAMED_MOST = 3;

function several(rows, one, many, each) {
  if (rows.length === 0) return [];
  const named = rows.slice(0, NAMED_MOST).map(each).join("; ");
  const more = rows.length > NAMED_MOST ? `; and ${rows.length - NAMED_MOST} more` : "";
  return [`${count(rows.length, one, many)}: ${named}${more}`];
}

const because = reason => (reason ? `, ${inert(reason)}` : "");

function bad(status, now) {
  const of = state => status.instances.filter(row => row.state === state);
  return [
    status.journal_failure && `The journal cannot be written, so nothing is rented or destroyed: ${inert(status.journal_failure)}`,
    status.not_ready_reason && `Not ready: ${inert(status.not_ready_reason)}`,
    ...several(of("destroy_failing"), "instance cannot be destroyed and costs money still", "instances cannot be destroyed and cost money still",
      row => `${row.instance_id} since ${when(row.since, now)}, ${count(row.destroy_attempts, "try", "tries")}${because(row.destroy_failure)}`),
    ...several(of("missing"), "instance is missing from Vast's list", "instances are missing from Vast's list",
      row => `${row.instance_id} since ${when(row.since, now)}`),
    ...several(of("unhealthy"), "instance is unhealthy", "instances are unhealthy",
      row => `${row.instance_id} since ${when(row.since, now)}${because(row.reason)}`),
    ...several(of("down").concat(of("waiting"), of("absent"), of("silent")), "instance does not work", "instances do not work",
      row => `${row.instance_id} since ${when(row.since, now)}${because(row.reason)}`),
  ].filter(Boolean);
}

function doubtful(status, now) {
  const { steering } = status;
  const since = steering.since ? ` since ${when(steering.since, now)}` : "";
  return [
    status.rents_held_back && `Nothing is rented for now: ${inert(status.rents_held_back)}`,
    steering.mode === "paused" && `Paused${since}: nothing new is rented until somebody resumes.`,
    steering.mode === "draining" && `Draining${since}: every instance is destroyed, and nothing is rented until somebody resumes.`,
    steering.number_instances !== steering.configured_number_instances
      && `Scaled to ${steering.number_instances}${steering.scaled_at ? ` since ${when(steering.scaled_at, now)}` : ""}; `
      + `the configuration says ${steering.configured_number_instances}.`,
    ...several(status.rents.filter(rent => rent.state === "uncertain"), "rent is uncertain and counts as alive",
      "rents are uncertain and count as alive", rent => `offer ${rent.offer_id} since ${when(rent.since, now)}${because(rent.reason)}`),
  ].filter(Boolean);
}

export class Alarms {
  #list = document.querySelector("#alarms");
  #calm = document.querySelector("#calm");

  show(status, now) {
    const wanted = [...bad(status, now).map(text => ["bad", text]), ...doubtful(status, now).map(text => ["doubt", text])];
    const shown = new Map([...this.#list.children].map(item => [item.textContent, item]));
    const items = wanted.map(([tone, text]) => shown.get(text) ?? itemOf(tone, text));

    // What stays is left where it is, so that it is not read out again.
    for (const [text, item] of shown) if (!wanted.some(([, one]) => one === text)) item.remove();
    items.forEach((item, index) => {
      if (this.#list.children[index] !== item) this.#list.insertBefore(item, this.#list.children[index] ?? null);
    });
    this.#calm.hidden = wanted.length > 0;
    return wanted.filter(([tone]) => tone === "bad").length;
  }
}

function itemOf(tone, text) {
  const item = document.createElement("li");
  item.dataset.tone = tone;
  item.textContent = text;
  return item;
}
