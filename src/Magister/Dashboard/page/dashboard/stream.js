// Follows /events/stream. EventSource gives up for good after an answer such as 503, and does not say when it has reconnected: this does both.

import { kinds } from "./kinds.js";

const RETRY_LEAST_MS = 500;
const RETRY_MOST_MS = 5_000;

// A browser opens six connections to one address; a hidden tab should not hold one of them.
const HIDDEN_MS = 30_000;

export class Stream {
  #on;
  #source = null;
  #last = null;
  #retry = RETRY_LEAST_MS;
  #timer;
  #hiding;

  /** @param on.event one event · on.gap events are missing · on.open connected · on.lost disconnected */
  constructor(on) {
    this.#on = on;
    document.addEventListener("visibilitychange", () => this.#looked());
    addEventListener("online", () => this.#source ?? this.#open());
  }

  /** Starts after this event. */
  follow(last) {
    this.#last = last;
    this.#open();
  }

  #open() {
    clearTimeout(this.#timer);
    this.#source?.close();
    const source = new EventSource(this.#last === null ? "/events/stream" : `/events/stream?after=${this.#last}`);
    this.#source = source;
    source.onopen = () => {
      this.#retry = RETRY_LEAST_MS;
      this.#on.open();
    };
    source.onerror = () => this.#lose(source);
    source.onmessage = message => this.#take(message);
    for (const kind of kinds) source.addEventListener(kind, message => this.#take(message));
    source.addEventListener("gap", message => {
      this.#last = JSON.parse(message.data).newest_id;
      this.#on.gap();
    });
  }

  #take(message) {
    const event = JSON.parse(message.data);
    this.#last = event.id;
    this.#on.event(event);
  }

  #lose(source) {
    if (source !== this.#source) return;
    source.close();
    this.#source = null;
    this.#on.lost();
    this.#timer = setTimeout(() => this.#open(), this.#retry);
    this.#retry = Math.min(this.#retry * 2, RETRY_MOST_MS);
  }

  #looked() {
    clearTimeout(this.#hiding);
    if (document.hidden) this.#hiding = setTimeout(() => this.#rest(), HIDDEN_MS);
    else if (!this.#source) this.#open();
  }

  #rest() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }
}
