// Machines cooling down: which, until when and why.

import { count, inert, left, when } from "./words.js";

export class Cooling {
  #panel = document.querySelector("#cooling");
  #list = document.querySelector("#cooling-list");
  #title = document.querySelector("#cooling-count");
  #items = new Map();

  show(machines, now) {
    const wanted = new Map(machines.map(machine => [machine.machine_id, machine]));
    for (const [id, item] of this.#items) {
      if (wanted.has(id)) continue;
      item.element.remove();
      this.#items.delete(id);
    }

    for (const machine of machines) {
      const item = this.#items.get(machine.machine_id) ?? this.#add(machine.machine_id);
      const why = `${inert(machine.reason)} (${count(machine.strikes, "time", "times")}, last at ${when(machine.last_strike_at, now)})`;
      if (item.why.textContent !== why) item.why.textContent = why;
      item.until = Date.parse(machine.cooling_until);
    }

    this.#panel.hidden = machines.length === 0;
    this.#title.textContent = `${machines.length}`;
    this.tick(now);
  }

  tick(now) {
    for (const item of this.#items.values()) {
      const text = item.until > now ? `until ${when(item.until, now)}, ${left(item.until - now)} left` : "over";
      if (item.time.textContent !== text) item.time.textContent = text;
    }
  }

  #add(id) {
    const element = document.createElement("li");
    const [name, time, why] = ["b", "span", "span"].map(tag => document.createElement(tag));
    name.textContent = `Machine ${id}`;
    time.className = "until";
    why.className = "why";
    element.append(name, time, why);
    this.#list.append(element);
    const item = { element, time, why, until: 0 };
    this.#items.set(id, item);
    return item;
  }
}
