// What an operator can do. Each action asks for confirmation first.

import * as server from "./server.js";
import { maySteer, showSteering } from "./steering.js";
import { count, duration, inert, money, price } from "./words.js";

const byId = id => document.getElementById(id);
const NUMBER_MOST = 100_000;

function asksFor(name, status) {
  const { steering, instances } = status;
  switch (name) {
    case "pause":
      return {
        title: "Pause renting?",
        text: "Nothing new is rented until an operator resumes. Everything else continues: instances stay, drops and timeouts are carried out.",
        yes: "Pause",
        act: server.pause,
        done: "Paused: nothing new is rented.",
      };
    case "resume":
      return {
        title: "Resume?",
        text: `Magister rents again until ${steering.number_instances} are alive.`,
        yes: "Resume",
        act: server.resume,
        done: "Resumed.",
      };
    case "scale":
      return {
        title: "Scale the fleet",
        text: `${steering.number_instances} are wanted now; the configuration says ${steering.configured_number_instances}. `
          + "The new number survives restarts and applies until the configuration's own number is changed.",
        label: "Number of instances",
        value: `${steering.number_instances}`,
        numeric: true,
        wrong: given => (/^\d{1,6}$/.test(given) && Number(given) >= 1 && Number(given) <= NUMBER_MOST
          ? null : `It must be a whole number from 1 to ${NUMBER_MOST}.`),
        yes: "Scale",
        act: given => server.scale(Number(given)),
        confirmed: given => ({ yes: `Scale to ${given}`, danger: true, act: () => server.scale(Number(given), true), done: `Scaled to ${given}.` }),
        done: given => `Scaled to ${given}.`,
      };
    default:
      return {
        title: "Destroy every instance?",
        text: `${count(instances.length, "instance is", "instances are")} destroyed, and nothing is rented until an operator resumes.`,
        label: `Type the number of instances (${instances.length}) to confirm`,
        value: "",
        numeric: true,
        wrong: given => (given === `${instances.length}` ? null : `Type ${instances.length} to destroy them all.`),
        yes: "Destroy them all",
        danger: true,
        act: server.drain,
        done: "Draining: every instance is destroyed.",
      };
  }
}

const dropOf = (row, now) => ({
  title: `Drop instance ${row.instance_id}?`,
  text: `${row.gpuWords}${row.location ? ` in ${inert(row.location)}` : ""}, machine ${row.machine_id ?? "unknown"}, ${price(row.cost_per_hour)} an hour, `
    + `${duration(now - row.started)} old. It is destroyed and another one is rented in its place.`,
  label: "Reason (for the journal)",
  value: "",
  wrong: () => null,
  yes: "Drop",
  danger: true,
  act: reason => server.drop(row.instance_id, reason || "requested on the dashboard"),
  done: `Instance ${row.instance_id} will be dropped.`,
});

const DROPS_AT_ONCE = 4;

// Failures are shown in the dialog, which stays open.
async function dropAll(rows, reason) {
  const [waiting, failed] = [[...rows], []];
  const work = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) await server.drop(row.instance_id, reason).catch(failure => failed.push(`${row.instance_id}: ${failure.message}`));
  };
  await Promise.all(Array.from({ length: DROPS_AT_ONCE }, work));
  if (failed.length > 0) throw new server.Refused(0, { words: `${failed.length} of ${rows.length} were not dropped (${failed.slice(0, 3).join("; ")})` });
}

const dropAllOf = (rows, status) => ({
  title: `Drop ${count(rows.length, "instance", "instances")}?`,
  text: `${rows.length} of ${status.instances.length} (${money(rows.reduce((sum, row) => sum + (row.cost_per_hour ?? 0), 0))} an hour) are destroyed and others are rented `
    + `in their place: ${rows.slice(0, 10).map(row => row.instance_id).join(", ")}${rows.length > 10 ? ` and ${rows.length - 10} more` : ""}.`,
  label: "Reason (for the journal)",
  value: "",
  yes: `Drop ${rows.length}`,
  danger: true,
  act: reason => dropAll(rows, reason || "requested on the dashboard"),
  done: `${count(rows.length, "instance", "instances")} will be dropped.`,
});

const JUDGEMENTS = {
  barred: { verb: "Bar", text: "Nothing is rented there until somebody clears it. Instances already running there stay.", danger: true },
  preferred: { verb: "Prefer", text: "It is rented from first, whatever offer_order says." },
  cleared: { verb: "Clear", text: "It is no longer barred or preferred." },
};

const judgementOf = (row, isHost, word) => {
  const { verb, text, danger } = JUDGEMENTS[word];
  const what = `${isHost ? "host" : "machine"} ${row.id}`;
  return {
    title: `${verb} ${what}?`,
    text,
    label: "Reason (for the journal)",
    value: "",
    yes: verb,
    danger,
    act: reason => server.judge(row.id, isHost, word, reason || null),
    done: `${isHost ? "Host" : "Machine"} ${row.id} is ${word}.`,
  };
};

export class Actions {
  #dialog = byId("ask");
  #input = byId("ask-input");
  #problem = byId("ask-problem");
  #controls = [...document.querySelectorAll("#controls [data-action]")];
  #clock;
  #after;
  #asked = null;
  #status = null;

  /** @param clock the server's time @param after called when something was done */
  constructor(clock, after) {
    this.#clock = clock;
    this.#after = after;
    for (const button of this.#controls) button.addEventListener("click", () => this.#ask(asksFor(button.dataset.action, this.#status)));
    byId("ask-no").addEventListener("click", () => this.#dialog.close());
    byId("logout").addEventListener("click", () => server.logOut().finally(() => location.assign("/login")));
    this.#dialog.querySelector("form").addEventListener("submit", submit => {
      submit.preventDefault();
      this.#act();
    });
  }

  drop(row) {
    this.#ask(dropOf(row, this.#clock()));
  }

  dropAll(rows) {
    this.#ask(dropAllOf(rows, this.#status));
  }

  judge(row, isHost, word) {
    this.#ask(judgementOf(row, isHost, word));
  }

  /** Shows who is logged in. */
  showSession(session) {
    showSteering(session);
    byId("login").hidden = !session.can_log_in;
    byId("logout").hidden = !session.name;
    byId("logout").title = !session.name ? "" : `${session.name} (${session.role})`;
    this.#showControls();
  }

  showStatus(status) {
    this.#status = status;
    this.#showControls();
  }

  #showControls() {
    const mode = this.#status?.steering.mode;
    const fits = { pause: mode === "running", resume: mode !== "running", scale: true, drain: mode !== "draining" };
    for (const button of this.#controls) button.hidden = !(maySteer() && mode && fits[button.dataset.action]);
  }

  #ask(asked) {
    this.#asked = asked;
    byId("ask-title").textContent = asked.title;
    byId("ask-text").textContent = asked.text;
    byId("ask-field").hidden = asked.label === undefined;
    byId("ask-label").textContent = asked.label ?? "";
    this.#input.value = asked.value ?? "";
    this.#input.inputMode = asked.numeric ? "numeric" : "text";
    this.#input.removeAttribute("aria-invalid");
    byId("ask-yes").textContent = asked.yes;
    byId("ask-yes").classList.toggle("danger", asked.danger === true);
    byId("ask-yes").disabled = false;
    this.#problem.textContent = "";
    this.#dialog.showModal();
    if (asked.label === undefined) byId("ask-no").focus();
    else this.#input.select();
  }

  async #act() {
    const asked = this.#asked;
    const given = this.#input.value.trim();
    const wrong = asked.wrong?.(given);
    if (wrong) {
      this.#problem.textContent = wrong;
      this.#input.setAttribute("aria-invalid", "true");
      this.#input.focus();
      return;
    }

    byId("ask-yes").disabled = true;
    this.#problem.textContent = "";
    try {
      await asked.act(given);
      this.#dialog.close();
      byId("said").textContent = typeof asked.done === "function" ? asked.done(given) : asked.done;
      setTimeout(() => (byId("said").textContent = ""), 6_000);
      this.#after();
    } catch (failure) {
      if (failure.question && asked.confirmed) {
        this.#dialog.close();
        this.#ask({ title: asked.title, text: inert(failure.question), ...asked.confirmed(given) });
        return;
      }

      this.#problem.textContent = failure instanceof server.Refused
        ? `Refused: ${inert(failure.message)}` : "Magister did not answer; the events will show whether it was done.";
    } finally {
      byId("ask-yes").disabled = false;
    }
  }
}
