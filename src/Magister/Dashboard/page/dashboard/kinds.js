// Every kind of event: a short text (null for none), its tone, and the filters that show it.

const KINDS = {
  started: ["Magister started", "plain", "operators"],
  rent_intended: ["renting", "coming", "rents"],
  rent_accepted: ["rented", "coming", "rents"],
  rent_refused: ["rent refused", "doubt", "rents trouble"],
  rent_uncertain: ["rent uncertain", "bad", "rents trouble"],
  rent_never_happened: ["never rented", "plain", "rents"],
  adopted: ["taken over", "coming", "rents"],
  verified: ["verified", "good", "rents"],
  drop_requested: ["drop requested", "going", "ends"],
  destroy_intended: ["destroying", "going", "ends"],
  destroy_failed: ["destroy failed", "bad", "ends trouble"],
  destroyed: ["destroyed", "going", "ends"],
  seen_missing: ["missing", "bad", "trouble"],
  seen_again: ["found again", "good", "trouble"],
  confirmed_gone: ["gone", "bad", "ends trouble"],
  released: ["released", "going", "ends"],
  status_changed: [null, "plain", "rents"],
  contract_seen: [null, "plain", "rents"],
  price_increase_seen: ["price increase", "doubt", "trouble"],
  seen_labelled: [null, "plain", "rents"],
  seen_unlabelled: ["label lost", "doubt", "trouble"],
  label_failed: ["label failed", "doubt", "trouble"],
  work_reported: ["work", "plain", "rents"],
  went_silent: ["silent", "bad", "trouble"],
  absent_from_hierophant: ["not connected to Hierophant", "bad", "trouble"],
  back_at_hierophant: ["reconnected to Hierophant", "good", "trouble"],
  proofs_counted: [null, "plain", "rents"],
  breaker_opened: ["renting limited to trials", "bad", "trouble"],
  account_checked: ["account checked", "plain", "operators"],
  bill_read: ["bill read", "plain", "operators"],
  drain_budgets_set: ["budgets set", "plain", "operators"],
  paused: ["paused", "doubt", "operators"],
  resumed: ["resumed", "good", "operators"],
  drain_begun: ["drain begun", "bad", "operators"],
  scaled: ["scaled", "doubt", "operators"],
  configuration_reloaded: ["configuration reloaded", "plain", "operators"],
  machine_judged: ["machine judged", "plain", "operators"],
};

/** The kinds to request from the stream. */
export const kinds = Object.keys(KINDS);

const WORK = [[/ works: /, "working", "good"], [/ is starting/, "starting", "coming"], [/ does not work: it is (\w+)/, null, "bad"]];

// Every report on a Contemplant is of one kind, whatever its state.
function ofWork(text) {
  for (const [pattern, words, tone] of WORK) {
    const found = pattern.exec(text);
    if (found) return [words ?? found[1], tone];
  }

  return KINDS.work_reported;
}

const told = ({ kind, text }) => (kind === "work_reported" ? ofWork(text) : KINDS[kind]) ?? [kind.replaceAll("_", " "), "plain"];

/** An event in a word or two; null for none. */
export const wordsOf = event => told(event)[0];

export const toneOf = event => told(event)[1];

/** Whether a filter shows an event. */
export const isShownBy = (filter, event) => !filter || (KINDS[event.kind]?.[2] ?? "").split(" ").includes(filter) || (filter === "trouble" && toneOf(event) === "bad");

const HARDWARE = /[:;] machine (?:\d+|unknown), host (?:\d+|unknown), .*$/;
const ABOUT_HARDWARE = new Set(["rent_intended", "rent_accepted", "adopted", "contract_seen"]);

/** An event's text without what is shown above it already: the offer and the machine. */
export const shortText = ({ kind, text }) => {
  const short = text.replace(/ of offer \d+/, "");
  return ABOUT_HARDWARE.has(kind) ? short : short.replace(HARDWARE, "");
};
