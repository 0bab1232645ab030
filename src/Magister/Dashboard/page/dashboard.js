// The dashboard: what the daemon says, kept up to date by its stream of events.

import { Actions } from "./dashboard/actions.js";
import { alarmsOf, showAlarms } from "./dashboard/alarms.js";
import { Chart } from "./dashboard/chart.js";
import { Cooling } from "./dashboard/cooling.js";
import { Events } from "./dashboard/events.js";
import { showFigures } from "./dashboard/figures.js";
import { Instances } from "./dashboard/instances.js";
import { Machines } from "./dashboard/machines.js";
import { Coalesced } from "./dashboard/pace.js";
import * as server from "./dashboard/server.js";
import { Stream } from "./dashboard/stream.js";
import { showNext, showVerdict } from "./dashboard/verdict.js";
import { clockTime } from "./dashboard/words.js";

const EVENTS_AT_FIRST = 300;
const STATUS_EVERY_MS = 10_000;
const HISTORY_EVERY_MS = 60_000;

// Ages and deadlines use the server's clock; this computer's may differ.
let ahead = 0;
const now = () => Date.now() + ahead;

let seenAt = null;
let connected = false;

const chart = new Chart(() => past.ask());
const events = new Events();
const cooling = new Cooling();
const actions = new Actions(now, () => refresh.ask());
const machines = new Machines((row, isHost, word) => actions.judge(row, isHost, word));
const instances = new Instances(now, {
  drop: row => actions.drop(row),
  dropAll: rows => actions.dropAll(rows),
  bar: row => actions.judge({ id: row.machine_id }, false, "barred"),
});
const refresh = new Coalesced(showStatus);
const past = new Coalesced(showHistory);
const stream = new Stream({
  event: event => {
    events.add(event);
    refresh.ask();
  },
  gap: () => reread(),
  open: () => {
    connected = true;
    refresh.ask();
    past.ask();
  },
  lost: () => {
    connected = false;
    lose();

    // A session that has ended shows in this answer.
    refresh.ask();
  },
});

async function showStatus() {
  let status;
  try {
    status = await server.status();
  } catch {
    lose();
    return;
  }

  ahead = Date.parse(status.now) - Date.now();
  seenAt = now();
  if (connected) showLink();
  const alarms = alarmsOf(status, seenAt);
  showAlarms(alarms);
  const tone = showVerdict(status, alarms);
  showFigures(status, tone);
  showNext(status);
  document.title = `${tone === "bad" ? "⚠ " : ""}${status.working}/${status.steering.number_instances} Magister`;
  cooling.show(status.machines, seenAt);
  actions.showStatus(status);
  machines.show();
  chart.showPresent(status, seenAt);
  await instances.show(status);
}

async function showHistory() {
  const { hours } = chart;
  try {
    chart.showHistory(await server.history(hours), hours);
  } catch {
    // The old drawing stays; it is requested again within a minute.
  }
}

function showLink() {
  const link = document.querySelector("#link");
  if (link.dataset.link === "live") return;
  link.dataset.link = "live";
  link.textContent = "live";
  document.body.classList.remove("stale");
  document.querySelector("#lost").textContent = "";
}

function lose() {
  const link = document.querySelector("#link");
  if (link.dataset.link === "lost") return;
  link.dataset.link = "lost";
  link.textContent = "connection lost";
  document.body.classList.add("stale");
  document.querySelector("#lost").textContent = seenAt
    ? `Connection lost, trying again; what you see is from ${clockTime(seenAt)}.` : "Magister does not answer; trying again.";
}

async function reread() {
  const { newest_id, events: list } = await server.events(EVENTS_AT_FIRST);
  events.reset(list);
  return newest_id;
}

async function begin() {
  try {
    stream.follow(await reread());
  } catch {
    lose();
    setTimeout(begin, STATUS_EVERY_MS / 4);
  }
}

function beginTheme() {
  const button = document.querySelector("#theme");
  const root = document.documentElement;
  const next = { system: "light", light: "dark", dark: "system" };
  const show = theme => (button.textContent = `Theme: ${theme}`);
  show(root.dataset.theme ?? "system");
  button.addEventListener("click", () => {
    const theme = next[root.dataset.theme ?? "system"];
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // Then the theme applies to this page only.
    }
    show(theme);
    chart.recolour();
  });
}

beginTheme();
refresh.ask();
past.ask();
begin();
server.session().then(session => actions.showSession(session), () => {});
document.querySelector("#zone").textContent = `times are ${Intl.DateTimeFormat().resolvedOptions().timeZone}, days of costs are UTC`;
setInterval(() => refresh.ask(), STATUS_EVERY_MS);
setInterval(() => past.ask(), HISTORY_EVERY_MS);
setInterval(() => {
  if (document.hidden) return;
  instances.tick();
  cooling.tick(now());
}, 1_000);
