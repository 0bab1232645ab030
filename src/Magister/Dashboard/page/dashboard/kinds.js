// Every kind of event: a few words for it (null where it is worth none), its tone, and which filters show it.

const KINDS = {
  started: ["Magister started", "plain", "operators"],
  rent_intended: ["renting", "coming", "rents"],
  rent_accepted: ["rented", "coming", "rents"],
  rent_refused: ["rent refused", "doubt", "rents trouble"],
  rent_uncertain: ["rent uncertain", "bad", "rents trouble"],
  rent_never_happened: ["never rented", "plain", "rents"],
  adopted: ["taken over", "coming", "rents"],
  verified: ["verified", "good", "rents"],
  drop_requested: ["drop asked for", "going", "ends"],
  destroy_intended: ["destroying", "going", "ends"],
  destroy_failed: ["destroy failed", "bad", "ends trouble"],
  destroyed: ["destroyed", "going", "ends"],
  seen_missing: ["missing", "bad", "trouble"],
  seen_again: ["there again", "good", "trouble"],
  confirmed_gone: ["gone", "bad", "ends trouble"],
  released: ["given away", "going", "ends"],
  status_changed: [null, "plain", "rents"],
  contract_seen: [null, "plain", "rents"],
  seen_labelled: [null, "plain", "rents"],
  seen_unlabelled: ["label lost", "doubt", "trouble"],
  label_failed: ["label failed", "doubt", "trouble"],
  work_reported: ["work", "plain", "rents"],
  went_silent: ["silent", "bad", "trouble"],
  absent_from_hierophant: ["not with Hierophant", "bad", "trouble"],
  back_at_hierophant: ["back at Hierophant", "good", "trouble"],
  breaker_opened: ["renting held to trials", "bad", "trouble"],
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

/** Those that the stream is asked for by name. */
export const kinds = Object.keys(KINDS);

const WORK = [[/ works: /, "working", "good"], [/ is starting/, "starting", "coming"], [/ does not work: it is (\w+)/, null, "bad"]];

// What is reported of a Contemplant is one kind, whatever it is.
function ofWork(text) {
  for (const [pattern, words, tone] of WORK) {
    const found = pattern.exec(text);
    if (found) return [words ?? found[1], tone];
  }

  return KINDS.work_reported;
}

const told = ({ kind, text }) => (kind === "work_reported" ? ofWork(text) : KINDS[kind]) ?? [kind.replaceAll("_", " "), "plain"];

/** An event in a word or two; null where it is worth none. */
export const wordsOf = event => told(event)[0];

export const toneOf = event => told(event)[1];

/** Whether a filter shows an event. */
export const isShownBy = (filter, event) => !filter || (KINDS[event.kind]?.[2] ?? "").split(" ").includes(filter) || (filter === "trouble" && toneOf(event) === "bad");

const HARDWARE = /[:;] machine (?:\d+|unknown), host (?:\d+|unknown), .*$/;
const ABOUT_HARDWARE = new Set(["rent_intended", "rent_accepted", "adopted", "contract_seen"]);

/** An event's own words, without what stands above it already: which offer, and on which machine. */
export const shortText = ({ kind, text }) => {
  const short = text.replace(/ of offer \d+/, "");
  return ABOUT_HARDWARE.has(kind) ? short : short.replace(HARDWARE, "");
};
