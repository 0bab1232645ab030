// The page of machines and hosts: what is known of them, and an operator's word on them. It is the part that #machines names, and is asked
// for while it is shown.

import * as server from "./server.js";
import { maySteer } from "./steering.js";
import { duration, inert, price } from "./words.js";

const SHOWN = 200;
const WORDS = [["barred", "Bar"], ["preferred", "Prefer"]];

const mean = seconds => (seconds === null ? "–" : duration(seconds * 1000));
const number = value => `${Math.round(value * 10) / 10}`;

const cells = (what, row) => [
  what, number(row.rents), number(row.worked), number(row.failed), number(row.lost),
  mean(row.mean_load_secs), mean(row.mean_boot_secs), `${number(row.hours_worked)} h`, number(row.proofs), price(row.cost_usd),
];

export class Machines {
  #panel = document.querySelector("#machines");
  #body = this.#panel.querySelector("tbody");
  #hint = this.#panel.querySelector(".hint");
  #filter = this.#panel.querySelector("input");
  #judge;

  /** @param judge called with a row, whether it is a host, and the word that is to be said of it */
  constructor(judge) {
    this.#judge = judge;
    this.#filter.addEventListener("input", () => this.show());
    addEventListener("hashchange", () => this.#turn());
    this.#turn();
  }

  async show() {
    if (!this.#panel.matches(":target")) return;
    let answer;
    try {
      answer = await server.machines();
    } catch {
      return;
    }

    const words = this.#filter.value.toLowerCase().split(" ");
    const isWanted = row => words.every(word => `${row.id} ${row.host_id ?? ""} ${row.judgement ?? ""} ${row.reason ?? ""}`.toLowerCase().includes(word));
    const busiest = rows => rows.filter(isWanted)
      .toSorted((one, other) => (other.judgement !== null) - (one.judgement !== null) || other.rents - one.rents).slice(0, SHOWN);
    this.#hint.textContent = `Older rents count less, half after two weeks. At most ${SHOWN} machines and hosts are shown, those with the most rents; magister machines lists all.`;
    this.#panel.classList.toggle("proving", answer.machines.some(machine => machine.proofs > 0));
    this.#body.replaceChildren(
      ...busiest(answer.hosts).map(host => this.#row(`host ${host.id}`, host, true)),
      ...busiest(answer.machines).map(machine => this.#row(`machine ${machine.id}${machine.host_id === null ? "" : ` of ${machine.host_id}`}`, machine, false)));
  }

  #turn() {
    for (const link of document.querySelectorAll("#views a")) {
      if (link.hash === location.hash) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }

    this.show();
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
