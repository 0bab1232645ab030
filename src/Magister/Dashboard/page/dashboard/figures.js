// The figures at the top, whose fleet it is, and how it is steered.

import { count, inert, lasting, money } from "./words.js";

const byId = id => document.getElementById(id);

/** USD; less is shown as 0.00. */
const LEAST_CENT = 0.005;

function write(id, text) {
  const element = byId(id);
  if (element.textContent !== text) element.textContent = text;
}

function coming(status) {
  const of = (...states) => status.instances.filter(row => states.includes(row.state)).length;
  const parts = [[of("booting", "starting"), "booting"], [status.rents.length, "renting"], [of("dropping", "destroying", "destroy_failing"), "going"]];
  return parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`).join(", ");
}

function perGpuHour(status) {
  const gpus = status.instances.reduce((sum, row) => sum + (row.num_gpus ?? 1), 0);
  return gpus === 0 ? "" : `${count(gpus, "GPU", "GPUs")}, ${money(status.cost_per_hour / gpus, 3)} each${status.rent_type === "interruptible" ? ", interruptible" : ""}`;
}

function leadership(of) {
  if (!of) return "";
  if (!of.leads) return of.leader ? `follows ${inert(of.leader)}` : "nobody leads";
  return `leads; ${of.followers.length === 0 ? "nobody follows" : `${of.followers.map(follower => inert(follower.name)).join(", ")} ${of.followers.length === 1 ? "follows" : "follow"}`}`;
}

export function showFigures(status, tone) {
  const { steering } = status;
  write("working", `${status.working}`);
  write("wanted", `${steering.number_instances}`);
  write("coming", coming(status));
  byId("working").dataset.tone = status.working >= steering.number_instances ? "plain" : tone;
  write("cost-per-hour", money(status.cost_per_hour));
  write("cost-per-gpu", perGpuHour(status));
  write("cost-today", money(status.cost_today));
  write("cost-month", money(status.cost_month));
  write("cost-forecast", `about ${money(status.cost_month_forecast)} by its end`);
  write("cost-wasted", `${money(status.cost_month_never_worked)} of it for instances that never worked`);
  byId("cost-wasted").hidden = status.cost_month_never_worked < LEAST_CENT;
  write("credit-hours", status.credit_hours === null ? money(status.credit) : lasting(status.credit_hours));
  write("credit", status.credit_hours === null ? "" : money(status.credit));
  write("mode", steering.mode);
  byId("mode").dataset.mode = steering.mode;
  byId("mode").hidden = false;
  write("fleet-name", inert(status.fleet));
  write("address", inert(status.address));
  write("account", status.account_id ? `account ${status.account_id}` : "");
  write("leadership", leadership(status.leadership));
  write("version", `Magister ${status.version.replace(/(\+\w{7})\w+$/, "$1")}`);
}
