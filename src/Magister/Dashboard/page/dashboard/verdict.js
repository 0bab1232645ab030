// The state of the fleet in one sentence: problems first, and never green while workers are missing. While the fleet is empty, what happens
// next.

import { count } from "./words.js";

const BEGINNING_MS = 120_000;

const byId = id => document.getElementById(id);

const plural = number => (number === 1 ? "worker" : "workers");

/** What is missing, and why. */
function whatIsMissing(status) {
  const of = (...states) => status.instances.filter(row => states.includes(row.state)).length;
  const parts = [
    [status.rents.length, "being rented"], [of("booting"), "booting"], [of("starting"), "starting"], [of("unhealthy"), "unhealthy"], [of("missing"), "missing"],
    [of("down", "waiting", "absent", "silent"), "not working"], [of("dropping", "destroying", "destroy_failing"), "being destroyed"],
    [status.steering.number_instances - status.occupied, "not rented yet"],
  ];
  const told = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
  return told.length ? ` (${told.join(", ")})` : "";
}

// Right after its start Magister knows nothing yet, which is no problem.
const isBeginning = status => status.last_look_age_seconds === null && Date.parse(status.now) - Date.parse(status.started_at) < BEGINNING_MS;

/** The sentence, and whether it is good, doubtful or bad. */
function verdict(status, alarms) {
  const { mode, number_instances: wanted } = status.steering;
  const bad = alarms.some(([tone]) => tone === "bad");
  const short = wanted - status.working;
  if (mode === "draining") return ["doubt", `Draining: ${count(status.instances.length, "instance is", "instances are")} left.`];
  if (short > 0) {
    const onTheirWay = status.rents.length + status.instances.filter(row => row.state === "booting" || row.state === "starting").length;
    const words = `${status.working} of ${wanted} ${plural(wanted)} working: ${short} short${whatIsMissing(status)}.`;
    return [bad || (onTheirWay === 0 && mode === "running" && !isBeginning(status)) ? "bad" : "doubt", words];
  }

  if (bad || !status.healthy) return ["bad", `${status.working} of ${wanted} ${plural(wanted)} working, and something is wrong.`];
  if (alarms.length > 0) return ["doubt", `${status.working} of ${wanted} ${plural(wanted)} working.`];
  return ["good", wanted === 1 ? "The 1 worker is healthy." : `All ${wanted} workers healthy.`];
}

export function showVerdict(status, alarms) {
  const [tone, words] = verdict(status, alarms);
  byId("verdict").dataset.tone = tone;
  if (byId("verdict-words").textContent !== words) byId("verdict-words").textContent = words;
  return tone;
}

/** While the fleet is empty: what happens next. */
export function showNext(status) {
  const { mode, number_instances: wanted } = status.steering;
  byId("none").hidden = status.instances.length + status.rents.length > 0;
  byId("none-words").textContent = {
    paused: "No instances. Magister is paused: nothing is rented until an operator resumes.",
    draining: "No instances. The fleet is drained: nothing is rented until an operator resumes.",
  }[mode] ?? `No instances yet. ${count(wanted, "is", "are")} wanted. This is what happens next:`;
  const steps = byId("steps");
  steps.hidden = mode !== "running";
  const few = status.few_offers;
  steps.children[1].textContent = few
    ? `It searches for offers that pass [vast_query]. The last search found ${few.usable} where ${few.needed} are needed; it searches again.`
    : "It searches for offers that pass [vast_query].";
  const now = status.last_look_age_seconds === null ? 0 : 1;
  [...steps.children].forEach((step, index) => (index === now ? step.setAttribute("aria-current", "step") : step.removeAttribute("aria-current")));
}
