// The instances that are selected, to be dropped together.

import { isDroppable } from "./columns.js";

export class Picks {
  #ids = new Set();
  #button = document.querySelector("#drop-picked");
  #all;

  /** @param drop called with the rows to drop @param rows returns the rows shown */
  constructor(drop, rows) {
    this.#button.addEventListener("click", () => drop(rows().filter(row => this.has(row))));
  }

  /** The box that selects all rows shown. */
  set all(box) {
    this.#all = box;
  }

  has(row) {
    return this.#ids.has(row.instance_id);
  }

  pick(rows, picked) {
    for (const row of rows.filter(isDroppable)) {
      if (picked) this.#ids.add(row.instance_id);
      else this.#ids.delete(row.instance_id);
    }
  }

  /** Rows that are hidden or being destroyed are deselected, so that nobody drops what they cannot see. */
  keep(rows) {
    const droppable = rows.filter(isDroppable);
    const ids = new Set(droppable.map(row => row.instance_id));
    for (const id of this.#ids) if (!ids.has(id)) this.#ids.delete(id);
    this.#button.hidden = this.#ids.size === 0;
    this.#button.textContent = `Drop ${this.#ids.size} selected…`;
    this.#all.checked = droppable.length > 0 && this.#ids.size === droppable.length;
    this.#all.indeterminate = this.#ids.size > 0 && !this.#all.checked;
    this.#all.disabled = droppable.length === 0;
  }
}
