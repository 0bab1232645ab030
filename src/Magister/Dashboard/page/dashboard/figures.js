// The figures at the top, and how the fleet is steered.

import { money, when } from "./words.js";

const MODES = { running: "running", paused: "paused", draining: "draining" };
const byId = id => document.getElementById(id);

const lasting = hours => hours >= 48 ? `${Math.floor(hours / 24)} days` : `${Math.floor(hours)} h`;

function write(id, text) {
  const element = byId(id);
  if (element.textContent !== text) element.textContent = text;
}

export function showFigures(status, now) {
  const { steering } = status;
  write("alive", `${status.alive}`);
  write("wanted", `${steering.number_instances}`);
  write("verified", `${status.verified}`);
  write("working", `${status.working}`);
  write("renting", `${status.rents.length}`);
  write("cost-per-hour", money(status.cost_per_hour));
  write("cost-today", money(status.cost_today));
  write("cost-since", status.cost_today_since ? `since ${when(status.cost_today_since, now)}` : "");
  write("cost-month", money(status.cost_month));
  write("cost-forecast", `about ${money(status.cost_month_forecast)} by its end`);
  write("credit", status.credit === null ? "–" : money(status.credit));
  write("credit-hours", status.credit_hours === null ? "" : `enough for ${lasting(status.credit_hours)}`);
  write("mode", MODES[steering.mode] ?? steering.mode);
  byId("mode").dataset.mode = steering.mode;
  byId("mode").hidden = false;
  byId("alive").dataset.short = status.alive < steering.number_instances && steering.mode === "running";
  write("version", `Magister ${status.version.replace(/(\+\w{7})\w+$/, "$1")}`);
}
