// The history: workers in one chart, cost in another below it, with one time axis. uPlot draws; the legend is ours, and the colours are in the
// style sheet.

import { count, dayName, dayTime, minuteTime, money } from "./words.js";

const PANELS = [
  {
    name: "workers",
    height: 170,
    lines: [
      { key: "wanted", label: "wanted", dash: [6, 4] },
      { key: "alive", label: "alive" },
      { key: "working", label: "working", width: 2, fill: true },
    ],
    text: value => `${value}`,
    most: value => Math.max(1, value) * 1.08,
    axis: { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000] },
  },
  {
    name: "cost",
    height: 120,
    lines: [{ key: "cost_per_hour", label: "all instances", width: 2, fill: true }],
    text: value => money(value),
    most: value => Math.max(0.1, value) * 1.15,
    axis: { values: (plot, at) => at.map(amount => money(amount, at.at(-1) < 10 ? 2 : 0)) },
  },
];
const SPANS = [[1, "1 h"], [6, "6 h"], [24, "1 d"], [168, "1 w"]];
const REDRAW_MS = 2_000;
const RECENT_MOST = 200;
const WIDTH_LEAST_SECONDS = 600;
const LINELESS_MOST = 2;
const LONG_SECONDS = 40 * 3600;
const HOUR_SECONDS = 3600;

export class Chart {
  #panels = PANELS.map(panel => ({
    ...panel,
    place: document.querySelector(`#chart-${panel.name}`),
    values: legendOf(panel, document.querySelector(`#legend-${panel.name}`)),
    plot: null,
  }));
  #at = document.querySelector("#chart-at");
  #ask;
  #hours = 24;
  #history = null;
  #recent = [];
  #drawnAt = -Infinity;
  #timer;

  /** @param ask called when another part of the history is needed */
  constructor(ask) {
    this.#ask = ask;
    this.#makeSpans();
    new ResizeObserver(() => this.#resize()).observe(this.#panels[0].place);
    addEventListener("load", () => this.#redraw());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
  }

  /** How far back the history goes. */
  get hours() {
    return this.#hours;
  }

  showHistory(history, hours) {
    if (hours !== this.#hours) return;
    this.#history = history;
    this.#forget();
    this.#redraw();
    this.#describe();
  }

  /** The current state: the end of the lines, until the history includes it at the end of the minute. */
  showPresent(status, now) {
    this.#recent.push({
      time: now / 1000,
      wanted: status.steering.number_instances,
      alive: status.alive,
      working: status.working,
      cost_per_hour: status.cost_per_hour,
    });
    this.#forget();
    this.#writeValues(null);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#redraw(), Math.max(0, this.#drawnAt + REDRAW_MS - performance.now()));
  }

  /** Reads the colours from the style sheet again. */
  recolour() {
    for (const panel of this.#panels) {
      panel.plot?.destroy();
      panel.plot = null;
    }
    this.#redraw();
  }

  #redraw() {
    if (!this.#history || !globalThis.uPlot) return;
    const times = [...this.#history.times, ...this.#recent.map(point => point.time)];
    if (times.length === 0) return;
    this.#drawnAt = performance.now();
    for (const panel of this.#panels) {
      const data = [times, ...panel.lines.map(({ key }) => [...this.#history[key], ...this.#recent.map(point => point[key])])];
      if (panel.plot) panel.plot.setData(data);
      else panel.plot = new uPlot(this.#options(panel), data, panel.place);
    }
  }

  #forget() {
    const told = this.#history?.times.at(-1) ?? 0;
    this.#recent = this.#recent.filter((point, index, all) => point.time > told && index >= all.length - RECENT_MOST);
  }

  #options(panel) {
    const grid = { stroke: colour("chart-grid"), width: 1 };
    const axis = { stroke: colour("chart-axis"), grid, ticks: grid, font: "12px system-ui, sans-serif" };
    return {
      width: Math.max(200, panel.place.clientWidth),
      height: panel.height,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, y: false, sync: { key: "magister" } },
      scales: {
        x: { range: plot => span(plot.data[0], this.#hours * HOUR_SECONDS) },
        y: { range: (plot, least, most) => [0, panel.most(most ?? 0)] },
      },
      axes: [{ ...axis, values: (plot, at) => timesOf(at, plot.scales.x.max - plot.scales.x.min), space: 70 }, { ...axis, size: 56, ...panel.axis }],
      series: [{}, ...panel.lines.map(line => ({
        label: line.label,
        stroke: colour(line.key),
        width: line.width ?? 1.5,
        dash: line.dash,
        fill: line.fill ? colour(`${line.key}-fill`) : undefined,
        points: { show: plot => plot.data[0].length <= LINELESS_MOST },
        paths: uPlot.paths.stepped({ align: 1 }),
      }))],
      hooks: { setCursor: [plot => this.#writeValues(plot.cursor.idx)] },
    };
  }

  #resize() {
    for (const { plot, place, height } of this.#panels) {
      if (plot && place.clientWidth > 0) plot.setSize({ width: place.clientWidth, height });
    }
  }

  #makeSpans() {
    const group = document.querySelector("#spans");
    for (const [hours, label] of SPANS) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "small", textContent: label });
      button.setAttribute("aria-pressed", `${hours === this.#hours}`);
      button.addEventListener("click", () => {
        this.#hours = hours;
        for (const other of group.children) other.setAttribute("aria-pressed", `${other === button}`);
        this.#ask();
      });
      group.append(button);
    }
  }

  // The values under the pointer, else the current ones.
  #writeValues(index) {
    const pointed = index !== null && index !== undefined;
    for (const { lines, values, plot, text } of this.#panels) {
      lines.forEach((line, at) => {
        const value = pointed ? plot?.data[at + 1][index] : this.#recent.at(-1)?.[line.key];
        values[at].textContent = value === null || value === undefined ? "–" : text(value);
      });
    }
    this.#at.textContent = pointed ? `at ${dayTime(new Date(this.#panels[0].plot.data[0][index] * 1000))}` : "";
  }

  #describe() {
    const known = this.#history.times.map((time, index) => index).filter(index => this.#history.alive[index] !== null);
    if (known.length === 0) return;
    const [working, cost] = [known.map(index => this.#history.working[index]), known.map(index => this.#history.cost_per_hour[index])];
    document.querySelector("#chart-words").textContent = `Since ${dayTime(new Date(this.#history.times[0] * 1000))} between ${Math.min(...working)} and `
      + `${count(Math.max(...working), "worker", "workers")} worked, for ${money(Math.min(...cost))} to ${money(Math.max(...cost))} an hour.`;
  }
}

function legendOf(panel, place) {
  return panel.lines.map(line => {
    const [part, swatch, value] = [document.createElement("span"), document.createElement("i"), document.createElement("b")];
    swatch.className = `swatch is-${line.key}`;
    part.append(swatch, `${line.label} `, value);
    place.append(part);
    return value;
  });
}

// The range of the times themselves, so that a young fleet fills the chart: uPlot's default for a single time is years wide.
function span(times, most) {
  const end = times.at(-1);
  return [Math.max(end - most, Math.min(times[0], end - WIDTH_LEAST_SECONDS)), end];
}

const timesOf = (at, width) => at.map(seconds => (width > LONG_SECONDS ? dayName : minuteTime)(new Date(seconds * 1000)));

// The style sheet's colours cover light and dark; only an element that uses one knows which applies.
function colour(name) {
  const probe = document.createElement("i");
  probe.className = `swatch is-${name}`;
  probe.hidden = true;
  document.body.append(probe);
  const { backgroundColor } = getComputedStyle(probe);
  probe.remove();
  return backgroundColor;
}
