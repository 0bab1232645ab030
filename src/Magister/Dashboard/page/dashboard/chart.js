// The last day as a chart. uPlot draws; the legend is ours, so that a keyboard reaches it and the style sheet alone has the colours.

import { minuteTime, money } from "./words.js";

const LINES = [
  { key: "wanted", label: "wanted", scale: "n", dash: [6, 4] },
  { key: "alive", label: "alive", scale: "n", width: 2, fill: true },
  { key: "verified", label: "verified", scale: "n" },
  { key: "renting", label: "renting", scale: "n" },
  { key: "cost_per_hour", label: "cost per hour", scale: "usd" },
];
const REDRAW_MS = 2_000;
const HEIGHT = 260;
const RECENT_MOST = 200;
const WIDTH_LEAST_SECONDS = 600;
const LINELESS_MOST = 2;

export class Chart {
  #place = document.querySelector("#chart");
  #words = document.querySelector("#chart-words");
  #plot = null;
  #history = null;
  #recent = [];
  #drawnAt = -Infinity;
  #timer;
  #values = [];

  constructor() {
    this.#makeLegend();
    new ResizeObserver(() => this.#resize()).observe(this.#place);
    addEventListener("load", () => this.#redraw());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
  }

  showHistory(history) {
    this.#history = history;
    this.#forget();
    this.#redraw();
    this.#describe();
  }

  /** How things stand just now: the end of the lines, which the history takes up at the minute's end. */
  showPresent(status, now) {
    this.#recent.push({
      time: now / 1000,
      wanted: status.steering.number_instances,
      alive: status.alive,
      verified: status.verified,
      renting: status.rents.length,
      cost_per_hour: status.cost_per_hour,
    });
    this.#forget();
    this.#writeValues(null);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#redraw(), Math.max(0, this.#drawnAt + REDRAW_MS - performance.now()));
  }

  /** Takes the colours of the style sheet anew. */
  recolour() {
    this.#plot?.destroy();
    this.#plot = null;
    this.#redraw();
  }

  #redraw() {
    if (!this.#history || !globalThis.uPlot) return;
    const data = this.#data();
    if (data[0].length === 0) return;
    this.#drawnAt = performance.now();
    if (this.#plot) this.#plot.setData(data);
    else this.#plot = new uPlot(this.#options(), data, this.#place);
  }

  #forget() {
    const told = this.#history?.times.at(-1) ?? 0;
    this.#recent = this.#recent.filter((point, index, all) => point.time > told && index >= all.length - RECENT_MOST);
  }

  #data() {
    const { times } = this.#history;
    return [
      [...times, ...this.#recent.map(point => point.time)],
      ...LINES.map(line => [...this.#history[line.key], ...this.#recent.map(point => point[line.key])]),
    ];
  }

  #options() {
    const grid = { stroke: colour("chart-grid"), width: 1 };
    const axis = { stroke: colour("chart-axis"), grid, ticks: grid, font: "12px system-ui, sans-serif" };
    return {
      width: Math.max(200, this.#place.clientWidth),
      height: HEIGHT,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, y: false },
      scales: {
        x: { range: plot => span(plot.data[0]) },
        n: { range: (plot, least, most) => [0, Math.max(1, most) * 1.08] },
        usd: { range: (plot, least, most) => [0, Math.max(0.1, most) * 1.25] },
      },
      axes: [
        { ...axis, values: (plot, at) => at.map(seconds => minuteTime(new Date(seconds * 1000))), space: 60 },
        { ...axis, scale: "n", size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000] },
        { ...axis, scale: "usd", side: 1, size: 56, grid: { show: false }, values: (plot, at) => at.map(amount => money(amount, amount < 10 ? 2 : 0)) },
      ],
      series: [{}, ...LINES.map(line => ({
        label: line.label,
        scale: line.scale,
        show: line.show ?? true,
        stroke: colour(line.key),
        width: line.width ?? 1.5,
        dash: line.dash,
        fill: line.fill ? colour("chart-fill") : undefined,
        points: { show: plot => plot.data[0].length <= LINELESS_MOST },
        paths: uPlot.paths.stepped({ align: 1 }),
      }))],
      hooks: { setCursor: [plot => this.#writeValues(plot.cursor.idx)] },
    };
  }

  #resize() {
    if (this.#plot && this.#place.clientWidth > 0) this.#plot.setSize({ width: this.#place.clientWidth, height: HEIGHT });
  }

  #makeLegend() {
    const legend = document.querySelector("#legend");
    for (const line of LINES) {
      const button = Object.assign(document.createElement("button"), { type: "button" });
      button.setAttribute("aria-pressed", "true");
      const [swatch, value] = [document.createElement("i"), document.createElement("b")];
      swatch.className = `swatch is-${line.key}`;
      button.append(swatch, `${line.label} `, value);
      button.addEventListener("click", () => this.#toggle(line, button));
      legend.append(button);
      this.#values.push(value);
    }
    this.#values.push(Object.assign(document.createElement("span"), { className: "at" }));
    legend.append(this.#values.at(-1));
  }

  #toggle(line, button) {
    line.show = !(line.show ?? true);
    button.setAttribute("aria-pressed", `${line.show}`);
    this.#plot?.setSeries(LINES.indexOf(line) + 1, { show: line.show });
  }

  // Beneath the pointer where there is one, else just now.
  #writeValues(index) {
    const data = this.#plot?.data;
    const pointed = index !== null && index !== undefined && data;
    LINES.forEach((line, at) => {
      const value = pointed ? data[at + 1][index] : this.#recent.at(-1)?.[line.key];
      this.#values[at].textContent = value === null || value === undefined ? "–" : line.scale === "usd" ? money(value) : `${value}`;
    });
    this.#values.at(-1).textContent = pointed ? `at ${minuteTime(new Date(data[0][index] * 1000))}` : "";
  }

  #describe() {
    const alive = this.#history.alive.filter(value => value !== null);
    const cost = this.#history.cost_per_hour.filter(value => value !== null);
    if (alive.length === 0) return;
    const [least, most] = [Math.min(...alive), Math.max(...alive)];
    this.#words.textContent = `Since ${minuteTime(new Date(this.#history.times[0] * 1000))} between ${least} and ${most} instances were alive, `
      + `for ${money(Math.min(...cost))} to ${money(Math.max(...cost))} an hour.`;
  }
}

// Of the times themselves: what uPlot proposes for a single one is years wide.
function span(times) {
  const most = times.at(-1);
  return [Math.min(times[0], most - WIDTH_LEAST_SECONDS), most];
}

// The style sheet's colours stand for light and dark at once; only an element that wears one knows which of them it is.
function colour(name) {
  const probe = document.createElement("i");
  probe.className = `swatch is-${name}`;
  probe.hidden = true;
  document.body.append(probe);
  const { backgroundColor } = getComputedStyle(probe);
  probe.remove();
  return backgroundColor;
}
