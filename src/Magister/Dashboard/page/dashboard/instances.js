// The table of instances and rents. Each row keeps its elements and is changed in place; rows out of sight are neither laid out (the
// style sheet's content-visibility) nor counted down.

import { inSlices } from "./pace.js";
import { count, duration, inert, left, orNone, price, stateRank, stateTone, stateWords, when } from "./words.js";

const age = (row, now) => (row.started ? duration(now - row.started) : "–");

function verification(row, now) {
  if (row.verifiedAt) return `since ${when(row.verifiedAt, now)}`;
  if (!row.verifyBy || row.going) return "–";
  return row.verifyBy > now ? `${left(row.verifyBy - now)} left` : `overdue ${left(now - row.verifyBy)}`;
}

const COLUMNS = [
  { key: "state", label: "State", text: row => stateWords(row.state), order: row => row.rank },
  { key: "instance", label: "Instance", text: row => orNone(row.instance_id), order: row => row.instance_id },
  { key: "offer", label: "Offer", text: row => orNone(row.offer_id), order: row => row.offer_id },
  { key: "gpu", label: "GPU", text: row => row.gpuWords, order: row => row.gpuWords },
  { key: "place", label: "Place", text: row => orNone(row.location), order: row => row.location },
  { key: "host", label: "Host", text: row => orNone(row.host_id), order: row => row.host_id },
  { key: "machine", label: "Machine", text: row => orNone(row.machine_id), order: row => row.machine_id },
  { key: "price", label: "Price per hour", text: row => price(row.cost_per_hour), order: row => row.cost_per_hour },
  { key: "proofs", label: "Proofs", text: row => row.proofWords, order: row => row.proofs },
  { key: "age", label: "Age", text: age, order: row => (row.started ? -row.started : null), ticks: true },
  { key: "verification", label: "Verified", text: verification, order: row => row.verifiedAt ?? row.verifyBy, ticks: true },
];
const TICKING = COLUMNS.map((column, index) => (column.ticks ? index : -1)).filter(index => index >= 0);

const time = text => (text ? Date.parse(text) : null);

const keyOf = source => (source.instance_id === undefined ? `rent ${source.offer_id}` : `instance ${source.instance_id}`);

function isSame(one, other) {
  for (const name in one) {
    const [a, b] = [one[name], other[name]];
    if (a !== b && !(a && b && typeof a === "object" && isSame(a, b))) return false;
  }
  return true;
}

// How much it has proved, and how fast.
function proofs(worker) {
  if (!worker) return orNone(null);
  return worker.mean_proof_minutes === null ? `${worker.proofs}` : `${worker.proofs} of ${worker.mean_proof_minutes.toFixed(1)} min`;
}

/** An instance or a rent as one row. */
function rowOf(source) {
  const since = time(source.since);
  const worker = source.hierophant;
  const strikes = worker?.strikes ? `Hierophant holds ${count(worker.strikes, "strike", "strikes")} against it` : null;
  const notes = [source.reason, strikes, source.destroy_failure, source.state === "booting" ? source.status_message : null];
  return {
    ...source,
    source,
    key: keyOf(source),
    instance_id: source.instance_id ?? null,
    rank: stateRank(source.state),
    started: time(source.started_at) ?? since,
    verifyBy: time(source.verify_by),
    verifiedAt: time(source.verified_at),
    proofs: worker?.proofs ?? null,
    proofWords: proofs(worker),
    going: source.state.startsWith("d"),
    gpuWords: source.num_gpus > 1 ? `${source.num_gpus}× ${inert(source.gpu)}` : orNone(source.gpu),
    note: notes.map(inert).filter(Boolean).join(" · "),
  };
}

// Empty ones last, equal ones by their ids: the order never depends on what it was before.
function compare(one, other, column) {
  const [a, b] = [column.order(one), column.order(other)];
  if (a !== b) {
    if (a === null || a === undefined) return 1;
    if (b === null || b === undefined) return -1;
    return a < b ? -1 : 1;
  }
  return (one.instance_id ?? Infinity) - (other.instance_id ?? Infinity) || one.offer_id - other.offer_id;
}

export class Instances {
  #body = document.querySelector("#instances tbody");
  #title = document.querySelector("#instances-count");
  #none = document.querySelector("#none");
  #lines = new Map();
  #seen = new Set();
  #sight = new IntersectionObserver(entries => this.#look(entries), { rootMargin: "300px" });
  #sorting = { column: COLUMNS[0], backwards: false };
  #sources = [];
  #clock;
  #operator = false;
  #template;
  #work = Promise.resolve();

  /** @param clock the server's time in milliseconds @param drop called with the row of an instance that is to be dropped */
  constructor(clock, drop) {
    this.#clock = clock;
    this.#template = this.#makeTemplate();
    this.#makeHead();
    this.#body.addEventListener("click", click => {
      const line = click.target.closest("button") && this.#lines.get(click.target.closest("tr").dataset.key);
      if (line) drop(line.row);
    });
  }

  set operator(may) {
    this.#operator = may;
    document.querySelector("#instances").classList.toggle("operator", may);
  }

  /** Shows another status; resolves when all of it is shown. */
  show(status) {
    this.#sources = [...status.instances, ...status.rents];
    this.#title.textContent = status.rents.length
      ? `${status.instances.length} and ${count(status.rents.length, "rent", "rents")}` : `${status.instances.length}`;
    document.querySelector("#instances").classList.toggle("proving", status.hierophant_look_age_seconds !== null);
    this.#none.hidden = this.#sources.length > 0;
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

  async #render() {
    const { column, backwards } = this.#sorting;
    const rows = this.#sources.map(source => this.#rowOf(source));
    rows.sort((one, other) => (backwards ? compare(other, one, column) : compare(one, other, column)));
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
    const cells = [...element.children];
    const line = { element, row: null, cells: cells.map(cell => cell.firstChild), texts: [], note: cells.at(-2), button: cells.at(-1).firstChild };
    line.cells[0] = element.querySelector("b").firstChild;
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
    if (line.row === row) return;
    line.row = row;
    COLUMNS.forEach((column, index) => column.ticks || this.#write(line, index, column.text(row)));
    if (this.#seen.has(line)) this.#tick(line, now);
    const tone = stateTone(row.state);
    if (line.tone !== tone) line.element.dataset.tone = line.tone = tone;
    if (line.noted !== row.note) {
      line.note.firstChild.data = line.noted = row.note;
      line.note.hidden = row.note === "";
    }
    const droppable = row.instance_id !== null && row.state !== "destroying" && row.state !== "dropping" && row.state !== "destroy_failing";
    if (line.droppable === droppable) return;
    line.droppable = droppable;
    line.button.hidden = !droppable;
    line.button.setAttribute("aria-label", `Drop instance ${row.instance_id}`);
  }

  #write(line, index, text) {
    if (line.texts[index] === text) return;
    line.texts[index] = text;
    line.cells[index].data = text;
  }

  #tick(line, now) {
    for (const index of TICKING) this.#write(line, index, COLUMNS[index].text(line.row, now));
    const late = !line.row.verifiedAt && !line.row.going && line.row.verifyBy !== null && line.row.verifyBy - now < 30_000;
    if (line.late !== late) line.element.classList.toggle("late", (line.late = late));
  }

  #look(entries) {
    const now = this.#clock();
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) this.#seen.delete(target.line);
      else if (this.#lines.has(target.dataset.key)) this.#tick(this.#seen.add(target.line) && target.line, now);
    }
  }

  #makeTemplate() {
    const element = document.createElement("tr");
    element.setAttribute("role", "row");
    for (const column of COLUMNS) {
      const cell = cellOf(column.key, column.label);
      if (column.key === "state") {
        const state = document.createElement("span");
        const word = document.createElement("b");
        word.append(document.createTextNode(""));
        state.append(Object.assign(document.createElement("i"), { className: "mark" }), word);
        cell.append(state);
      } else {
        cell.append(document.createTextNode(""));
      }
      element.append(cell);
    }
    const note = cellOf("note");
    note.append(document.createTextNode(""));
    note.hidden = true;
    const act = cellOf("act");
    act.append(Object.assign(document.createElement("button"), { type: "button", textContent: "Drop…", className: "small" }));
    element.append(note, act);
    return element;
  }

  #makeHead() {
    const line = document.createElement("tr");
    line.setAttribute("role", "row");
    const select = document.querySelector("#sort");
    for (const column of COLUMNS) {
      const cell = document.createElement("th");
      cell.setAttribute("role", "columnheader");
      cell.className = `at-${column.key}`;
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: column.label });
      button.addEventListener("click", () => this.#sort(column));
      cell.append(button);
      line.append(cell);
      select.add(new Option(column.label, column.key));
      column.head = cell;
    }
    const act = document.createElement("th");
    act.setAttribute("role", "columnheader");
    act.className = "at-act";
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

function cellOf(key, label) {
  const cell = document.createElement("td");
  cell.setAttribute("role", "cell");
  cell.className = `at-${key}`;
  if (label) cell.dataset.label = label;
  return cell;
}
