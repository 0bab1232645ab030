// Keeps the page smooth: requests no more often than it can show, and works in slices between which the browser can draw.

const SLICE_MS = 8;
const GAP_MS = 400;

// Leaves three quarters of the time to the rest of the page, however long the work takes.
const REST = 3;

// scheduler.yield would continue before the next frame is drawn.
const nextFrame = () => new Promise(resume => requestAnimationFrame(() => setTimeout(resume)));

/** Processes a list, one slice per frame. */
export async function inSlices(items, work) {
  let started = performance.now();
  for (let index = 0; index < items.length; index++) {
    work(items[index], index);
    if (performance.now() - started < SLICE_MS) continue;
    await nextFrame();
    started = performance.now();
  }
}

/** Runs a job soon after it was requested: never twice at once, at most a few times a second, and not while the page is hidden. */
export class Coalesced {
  #job;
  #wanted = false;
  #running = false;
  #notBefore = 0;
  #timer;

  constructor(job) {
    this.#job = job;
    document.addEventListener("visibilitychange", () => this.#plan());
  }

  ask() {
    this.#wanted = true;
    this.#plan();
  }

  #plan() {
    if (!this.#wanted || this.#running || document.hidden) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), Math.max(0, this.#notBefore - performance.now()));
  }

  async #run() {
    if (this.#running || document.hidden) return;
    this.#running = true;
    this.#wanted = false;
    const started = performance.now();
    try {
      await this.#job();
    } finally {
      const ended = performance.now();
      this.#notBefore = ended + Math.max(GAP_MS, REST * (ended - started));
      this.#running = false;
      this.#plan();
    }
  }
}
