// The table of instances and rents. Each row keeps its elements and is changed in place; rows out of sight are neither laid out (the
// style sheet's content-visibility) nor counted down, and what an opened row shows is made when it is opened.

import { COLUMNS, compare, isDroppable, isSame, isWanted, keyOf, rowOf } from "./columns.js";
import { Details } from "./details.js";
import { inSlices } from "./pace.js";
import { Picks } from "./picks.js";
import { count } from "./words.js";

const TICKING = COLUMNS.map((column, index) => (column.ticks ? index : -1)).filter(index => index >= 0);
const LATE_MS = 30_000;

export class Instances {
  #table = document.querySelector("#instances");
  #body = document.querySelector("#instances tbody");
  #title = document.querySelector("#instances-count");
  #choice = document.querySelector("#show");
  #filter = document.querySelector("#filter");
  #lines = new Map();
  #seen = new Set();
  #sight = new IntersectionObserver(entries => this.#look(entries), { rootMargin: "300px" });
  #sorting = { column: COLUMNS[0], backwards: false };
  #sources = [];
  #shown = [];
  #clock;
  #act;
  #details;
  #picks;
  #template;
  #work = Promise.resolve();

  /** @param clock the server's time in milliseconds @param act what can be done: drop(row), dropAll(rows) and bar(row) */
  constructor(clock, act) {
    this.#clock = clock;
    this.#act = act;
    this.#details = new Details(act, clock);
    this.#picks = new Picks(rows => act.dropAll(rows), () => this.#shown);
    this.#template = makeTemplate();
    this.#makeHead();
    this.#body.addEventListener("click", click => this.#clicked(click));
    for (const control of [this.#choice, this.#filter]) control.addEventListener("input", () => this.#again());
  }

  /** Shows another status; resolves when all of it is shown. */
  show(status) {
    this.#sources = [...status.instances, ...status.rents];
    this.#table.classList.toggle("proving", status.hierophant_look_age_seconds !== null);
    return this.#again();
  }

  /** Counts on what is in sight. */
  tick() {
    const now = this.#clock();
    for (const line of this.#seen) this.#tick(line, now);
  }

  #again() {
    this.#work = this.#work.then(() => this.#render());
    return this.#work;
  }

  #wanted() {
    const words = this.#filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const { column, backwards } = this.#sorting;
    return this.#sources.map(source => this.#rowOf(source)).filter(row => isWanted(row, this.#choice.value, words))
      .sort((one, other) => (backwards ? compare(other, one, column) : compare(one, other, column)));
  }

  async #render() {
    const rows = this.#shown = this.#wanted();
    this.#count(rows);
    this.#picks.keep(rows);
    const keys = new Set(rows.map(row => row.key));
    await inSlices([...this.#lines.values()].filter(line => !keys.has(line.row.key)), line => this.#remove(line));
    let place = this.#body.firstChild;
    const now = this.#clock();
    await inSlices(rows, row => {
      const line = this.#lines.get(row.key) ?? this.#add(row.key);
      this.#fill(line, row, now);
      if (line.element === place) {
        place = place.nextSibling;
      } else if (place && line.element === place.nextSibling) {
        // One row went further down: its turn comes, and all those between stay where they are.
        place = line.element.nextSibling;
      } else {
        this.#move(line.element, place);
      }
    });
  }

  #count(rows) {
    const rents = this.#sources.filter(source => source.instance_id === undefined).length;
    const all = `${this.#sources.length - rents}${rents ? ` and ${count(rents, "rent", "rents")}` : ""}`;
    this.#title.textContent = rows.length === this.#sources.length ? all : `${rows.length} shown of ${all}`;
    this.#table.hidden = this.#sources.length === 0;
  }

  // What is as it was keeps its row, and is not looked at any closer.
  #rowOf(source) {
    const row = this.#lines.get(keyOf(source))?.row;
    return row && isSame(source, row.source) ? row : rowOf(source);
  }

  #move(element, before) {
    const focused = element.contains(document.activeElement) ? document.activeElement : null;
    this.#body.insertBefore(element, before);
    focused?.focus({ preventScroll: true });
  }

  #add(key) {
    const element = this.#template.cloneNode(true);
    element.dataset.key = key;
    const [pick, ...cells] = element.children;
    const line = {
      element, row: null, texts: [], box: pick.firstChild, opener: cells[1].firstChild, note: cells[0].lastChild.firstChild,
      button: cells.at(-1).firstChild, cells: cells.map(cell => cell.firstChild),
    };
    line.cells[0] = element.querySelector("b").firstChild;
    line.cells[1] = line.opener.firstChild;
    element.line = line;
    this.#lines.set(key, line);
    this.#sight.observe(element);
    return line;
  }

  #remove(line) {
    this.#sight.unobserve(line.element);
    this.#seen.delete(line);
    this.#lines.delete(line.row.key);
    line.element.remove();
  }

  #fill(line, row, now) {
    const picked = this.#picks.has(row);
    if (line.box.checked !== picked) line.box.checked = picked;
    if (line.row === row) return;
    line.row = row;
    COLUMNS.forEach((column, index) => column.ticks || this.#write(line, index, column.text(row)));
    if (this.#seen.has(line)) this.#tick(line, now);
    if (line.tone !== row.tone) line.element.dataset.tone = line.tone = row.tone;
    if (line.noted !== row.note) {
      line.note.data = line.noted = row.note;
      line.element.classList.toggle("noted", row.note !== "");
    }
    if (line.more) this.#details.show(line.more, row);
    const droppable = isDroppable(row);
    if (line.droppable === droppable) return;
    line.droppable = droppable;
    line.button.hidden = line.box.hidden = !droppable;
    line.button.setAttribute("aria-label", `Drop instance ${row.instance_id}`);
    line.box.setAttribute("aria-label", `Select instance ${row.instance_id}`);
  }

  #write(line, index, text) {
    if (line.texts[index] === text) return;
    line.texts[index] = text;
    line.cells[index].data = text;
  }

  #tick(line, now) {
    for (const index of TICKING) this.#write(line, index, COLUMNS[index].text(line.row, now));
    const late = !line.row.verifiedAt && !line.row.going && line.row.verifyBy !== null && line.row.verifyBy - now < LATE_MS;
    if (line.late !== late) line.element.classList.toggle("late", (line.late = late));
  }

  #look(entries) {
    const now = this.#clock();
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) this.#seen.delete(target.line);
      else if (this.#lines.has(target.dataset.key)) this.#tick(this.#seen.add(target.line) && target.line, now);
    }
  }

  // Anywhere in a row opens it, but where there is something to read, press or follow.
  #clicked({ target }) {
    const { line } = target.closest("tr");
    if (target === line.box) {
      this.#picks.pick([line.row], line.box.checked);
      this.#picks.keep(this.#shown);
    } else if (target.closest("button") === line.button) {
      this.#act.drop(line.row);
    } else if (!target.closest(".at-more, .at-pick, a") && (target.closest("button") || getSelection().isCollapsed)) {
      this.#open(line);
    }
  }

  #open(line) {
    const opened = !line.more;
    line.opener.setAttribute("aria-expanded", `${opened}`);
    line.element.classList.toggle("opened", opened);
    if (opened) {
      line.more = cellOf("more");
      line.element.append(line.more);
      this.#details.show(line.more, line.row);
    } else {
      line.more.remove();
      line.more = null;
    }
  }

  #makeHead() {
    const line = document.createElement("tr");
    line.setAttribute("role", "row");
    const pick = headOf("pick");
    const all = Object.assign(document.createElement("input"), { type: "checkbox" });
    all.setAttribute("aria-label", "Select all shown");
    all.addEventListener("change", () => {
      this.#picks.pick(this.#shown, all.checked);
      this.#again();
    });
    this.#picks.all = all;
    pick.append(all);
    line.append(pick);
    const select = document.querySelector("#sort");
    for (const column of COLUMNS) {
      const cell = column.head = headOf(column.key);
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: column.label });
      button.addEventListener("click", () => this.#sort(column));
      cell.append(button);
      line.append(cell);
      select.add(new Option(column.label, column.key));
    }
    const act = headOf("act");
    act.append(Object.assign(document.createElement("span"), { className: "unseen", textContent: "Actions" }));
    line.append(act);
    document.querySelector("#instances thead").append(line);
    select.addEventListener("change", () => this.#sort(COLUMNS.find(column => column.key === select.value)));
    this.#markSorting();
  }

  #sort(column) {
    this.#sorting = { column, backwards: this.#sorting.column === column && !this.#sorting.backwards };
    this.#markSorting();
    this.#again();
  }

  #markSorting() {
    for (const column of COLUMNS) {
      if (column === this.#sorting.column) column.head.setAttribute("aria-sort", this.#sorting.backwards ? "descending" : "ascending");
      else column.head.removeAttribute("aria-sort");
    }
    document.querySelector("#sort").value = this.#sorting.column.key;
  }
}

function makeTemplate() {
  const element = document.createElement("tr");
  element.setAttribute("role", "row");
  const pick = cellOf("pick");
  pick.append(Object.assign(document.createElement("input"), { type: "checkbox" }));
  element.append(pick);
  for (const column of COLUMNS) {
    const cell = cellOf(column.key);
    if (column.key === "state") {
      const [state, word, why] = ["span", "b", "span"].map(tag => document.createElement(tag));
      word.append(document.createTextNode(""));
      why.className = "why";
      why.append(document.createTextNode(""));
      state.append(Object.assign(document.createElement("i"), { className: "mark" }), word);
      cell.append(state, why);
    } else if (column.key === "instance") {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "opener" });
      button.setAttribute("aria-expanded", "false");
      button.append(document.createTextNode(""));
      cell.append(button);
    } else {
      cell.append(document.createTextNode(""));
    }
    element.append(cell);
  }
  const act = cellOf("act");
  act.append(Object.assign(document.createElement("button"), { type: "button", textContent: "Drop…", className: "small" }));
  element.append(act);
  return element;
}

function headOf(key) {
  const cell = document.createElement("th");
  cell.setAttribute("role", "columnheader");
  cell.className = `at-${key}`;
  return cell;
}

function cellOf(key) {
  const cell = document.createElement("td");
  cell.setAttribute("role", "cell");
  cell.className = `at-${key}`;
  return cell;
}
