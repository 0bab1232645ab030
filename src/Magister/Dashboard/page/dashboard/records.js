// What is known of machines and hosts, and an operator's word on them: asked for while it is open.

import * as server from "./server.js";
import { maySteer } from "./steering.js";
import { duration, inert, price } from "./words.js";

const SHOWN = 50;
const WORDS = [["barred", "Bar"], ["preferred", "Prefer"]];

const number = value => `${Math.round(value * 10) / 10}`;

const cells = (what, row) => [
  what, number(row.rents), number(row.worked), number(row.failed), number(row.lost),
  row.mean_boot_secs === null ? "–" : duration(row.mean_boot_secs * 1000), `${number(row.hours_worked)} h`, number(row.proofs), price(row.cost_usd),
];

export class Records {
  #panel = document.querySelector("#records");
  #body = this.#panel.querySelector("tbody");
  #hint = this.#panel.querySelector(".hint");
  #judge;

  /** @param judge called with a row, whether it is a host, and the word that is to be said of it */
  constructor(judge) {
    this.#judge = judge;
    this.#panel.addEventListener("toggle", () => this.show());
  }

  async show() {
    if (!this.#panel.open) return;
    let answer;
    try {
      answer = await server.machines();
    } catch {
      return;
    }

    const busiest = rows => rows.toSorted((one, other) => (other.judgement !== null) - (one.judgement !== null) || other.rents - one.rents).slice(0, SHOWN);
    this.#hint.textContent = `Older rents count less, half after two weeks. Shown are the ${SHOWN} machines and hosts with the most rents; magister machines lists all.`;
    this.#panel.classList.toggle("proving", answer.machines.some(machine => machine.proofs > 0));
    this.#body.replaceChildren(
      ...busiest(answer.hosts).map(host => this.#row(`host ${host.id}`, host, true)),
      ...busiest(answer.machines).map(machine => this.#row(`machine ${machine.id}${machine.host_id === null ? "" : ` of ${machine.host_id}`}`, machine, false)));
  }

  #row(what, row, isHost) {
    const line = document.createElement("tr");
    for (const text of cells(what, row)) line.insertCell().textContent = text;
    const last = line.insertCell();
    last.append(row.judgement === null ? "" : `${row.judgement}${row.reason ? `: ${inert(row.reason)}` : ""} `);
    for (const [word, label] of maySteer() ? WORDS : []) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = row.judgement === word ? "Clear…" : `${label}…`;
      button.setAttribute("aria-label", `${button.textContent} ${what}`);
      button.addEventListener("click", () => this.#judge(row, isHost, row.judgement === word ? "cleared" : word));
      if (row.judgement === null || row.judgement === word) last.append(button);
    }

    return line;
  }
}
