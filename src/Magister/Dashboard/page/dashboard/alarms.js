// What is uncertain, failing, held back or differs from the configuration.

import { count, inert, lasting, money, when } from "./words.js";

const NAMED_MOST = 3;
const CREDIT_LOW_HOURS = 24;
const CREDIT_OUT_HOURS = 6;

function several(rows, one, many, each) {
  if (rows.length === 0) return [];
  const named = rows.slice(0, NAMED_MOST).map(each).join("; ");
  const more = rows.length > NAMED_MOST ? `; and ${rows.length - NAMED_MOST} more` : "";
  return [`${count(rows.length, one, many)}: ${named}${more}`];
}

const because = reason => (reason ? `, ${inert(reason)}` : "");

const credit = (status, least, most) => status.credit_hours !== null && status.credit_hours >= least && status.credit_hours < most
  && `The credit lasts only ${lasting(status.credit_hours)} (${money(status.credit)}): at 0 Vast stops every instance.`;

function lifted(hold, now) {
  if (!hold) return "";
  return `. Lifted by ${inert(hold.lifted_by)}${hold.until && new Date(hold.until) > new Date(now) ? ` (${when(hold.until, now)})` : ""}`;
}

const notReady = (status, now) => inert(status.not_ready_reason) + lifted(status.holds.find(hold => hold.reason === status.not_ready_reason), now);

function bad(status, now) {
  const of = state => status.instances.filter(row => row.state === state);
  return [
    status.journal_failure && `The journal cannot be written, so nothing is rented or destroyed: ${inert(status.journal_failure)}`,
    status.stale_look && `This data is old: ${inert(status.stale_look)}`,
    status.not_ready_reason && status.last_look_age_seconds !== null && ![status.stale_look, status.journal_failure].includes(status.not_ready_reason)
      && `Not ready: ${notReady(status, now)}`,
    ...several(of("destroy_failing"), "instance cannot be destroyed and still costs money", "instances cannot be destroyed and still cost money",
      row => `${row.instance_id} since ${when(row.since, now)}, ${count(row.destroy_attempts, "try", "tries")}${because(row.destroy_failure)}`),
    ...several(of("missing"), "instance is missing from Vast's list", "instances are missing from Vast's list",
      row => `${row.instance_id} since ${when(row.since, now)}`),
    ...several(of("unhealthy"), "instance is unhealthy", "instances are unhealthy",
      row => `${row.instance_id} since ${when(row.since, now)}${because(row.reason)}`),
    ...several(of("down").concat(of("waiting"), of("absent"), of("silent")), "instance does not work", "instances do not work",
      row => `${row.instance_id} since ${when(row.since, now)}${because(row.reason)}`),
    status.hierophant_trouble && status.hierophant_trouble !== status.not_ready_reason && inert(status.hierophant_trouble),
    credit(status, 0, CREDIT_OUT_HOURS),
  ].filter(Boolean);
}

function doubtful(status, now) {
  const { steering } = status;
  const by = name => (name ? ` by ${inert(name)}` : "");
  const since = `${by(steering.by)}${steering.since ? ` since ${when(steering.since, now)}` : ""}`;
  return [
    status.not_ready_reason && status.last_look_age_seconds === null && `Not ready yet: ${notReady(status, now)}`,
    ...status.holds.filter(hold => hold.reason !== status.not_ready_reason)
      .map(hold => `Nothing is rented for now: ${inert(hold.reason)}${lifted(hold, now)}`),
    status.few_offers && `Too few offers: the last search found ${status.few_offers.usable} where ${status.few_offers.needed} are needed. `
      + "Magister searches again; a looser [vast_query] finds more.",
    steering.mode === "paused" && `Paused${since}: nothing new is rented until an operator resumes.`,
    steering.mode === "draining" && `Draining${since}: every instance is destroyed, and nothing is rented until an operator resumes.`,
    steering.number_instances !== steering.configured_number_instances
      && `Scaled to ${steering.number_instances}${by(steering.scaled_by)}${steering.scaled_at ? ` since ${when(steering.scaled_at, now)}` : ""}; `
      + `the configuration says ${steering.configured_number_instances}.`,
    ...several(status.rents.filter(rent => rent.state === "uncertain"), "rent is uncertain and counts as alive",
      "rents are uncertain and count as alive", rent => `offer ${rent.offer_id} since ${when(rent.since, now)}${because(rent.reason)}`),
    credit(status, CREDIT_OUT_HOURS, CREDIT_LOW_HOURS),
  ].filter(Boolean);
}

/** Each with its tone, the worst first. */
export const alarmsOf = (status, now) => [...bad(status, now).map(text => ["bad", text]), ...doubtful(status, now).map(text => ["doubt", text])];

export function showAlarms(alarms) {
  const list = document.querySelector("#alarms");
  const shown = new Map([...list.children].map(item => [item.textContent, item]));
  const items = alarms.map(([tone, text]) => shown.get(text) ?? itemOf(tone, text));

  // Items that stay are left in place, so that screen readers do not read them again.
  for (const [text, item] of shown) if (!alarms.some(([, one]) => one === text)) item.remove();
  items.forEach((item, index) => {
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
  });
}

function itemOf(tone, text) {
  const item = document.createElement("li");
  item.dataset.tone = tone;
  item.textContent = text;
  return item;
}
