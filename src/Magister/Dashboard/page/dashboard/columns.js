// The columns of the table of instances and rents, and how it is sorted and filtered.

import { count, duration, inert, left, orNone, percent, placeOf, price, stateRank, stateTone, stateWords } from "./words.js";

const age = (row, now) => (row.started ? duration(now - row.started) : "–");

// How long it took to boot; until then, the time left to do so.
function boot(row, now) {
  if (row.boot_secs !== null) return duration(row.boot_secs * 1000);
  if (row.verifiedAt || !row.verifyBy || row.going) return "–";
  return row.verifyBy > now ? `${left(row.verifyBy - now)} left` : `overdue ${left(now - row.verifyBy)}`;
}

export const COLUMNS = [
  { key: "state", label: "State", text: row => stateWords(row.state), order: row => row.rank },
  { key: "instance", label: "Instance", number: true, text: row => `${row.instance_id ?? `offer ${row.offer_id}`}`, order: row => row.instance_id },
  { key: "gpu", label: "GPUs", text: row => row.gpuWords, order: row => row.gpuWords },
  { key: "place", label: "Place", text: row => placeOf(row.location), order: row => row.location },
  { key: "machine", label: "Machine", number: true, text: row => orNone(row.machine_id), order: row => row.machine_id },
  { key: "price", label: "$/hour", number: true, text: row => price(row.cost_per_hour), order: row => row.cost_per_hour },
  { key: "each", label: "$/GPU-hour", number: true, text: row => price(row.each), order: row => row.each },
  { key: "reliability", label: "Reliability", number: true, text: row => percent(row.reliability), order: row => row.reliability },
  { key: "boot", label: "Boot", number: true, text: boot, order: row => row.boot_secs ?? row.verifyBy, ticks: true },
  { key: "proofs", label: "Proofs", number: true, text: row => row.proofWords, order: row => row.proofs },
  { key: "age", label: "Age", number: true, text: age, order: row => (row.started ? -row.started : null), ticks: true },
];

const time = text => (text ? Date.parse(text) : null);

export const keyOf = source => (source.instance_id === undefined ? `rent ${source.offer_id}` : `instance ${source.instance_id}`);

/** Whether two answers say the same about an instance. */
export function isSame(one, other) {
  for (const name in one) {
    const [a, b] = [one[name], other[name]];
    if (a !== b && !(a && b && typeof a === "object" && isSame(a, b))) return false;
  }
  return true;
}

// How many proofs, and how fast.
function proofs(worker) {
  if (!worker) return orNone(null);
  return worker.mean_proof_minutes === null ? `${worker.proofs}` : `${worker.proofs} × ${worker.mean_proof_minutes.toFixed(1)} min`;
}

const gpus = source => (source.gpu === null ? orNone(null) : `${source.num_gpus ?? 1}× ${inert(source.gpu)}`);

/** An instance or a rent as one row. */
export function rowOf(source) {
  const since = time(source.since);
  const worker = source.hierophant;
  const strikes = worker?.strikes ? `Hierophant holds ${count(worker.strikes, "strike", "strikes")} against it` : null;
  const notes = [source.reason, strikes, source.destroy_failure, source.state === "booting" ? source.status_message : null];
  const note = notes.map(inert).filter(Boolean).join(" · ");
  return {
    ...source,
    source,
    key: keyOf(source),
    instance_id: source.instance_id ?? null,
    rank: stateRank(source.state),
    tone: stateTone(source.state),
    started: time(source.started_at) ?? since,
    verifyBy: time(source.verify_by),
    verifiedAt: time(source.verified_at),
    boot_secs: source.boot_secs ?? null,
    each: source.cost_per_hour === null ? null : source.cost_per_hour / Math.max(1, source.num_gpus ?? 1),
    proofs: worker?.proofs ?? null,
    proofWords: proofs(worker),
    going: source.state.startsWith("d"),
    gpuWords: gpus(source),
    note,
    sought: [
      source.instance_id, source.offer_id, source.machine_id, source.host_id, stateWords(source.state), source.gpu, source.location, note, source.interruptible ? "interruptible" : "",
    ].join(" ").toLowerCase(),
  };
}

/** Whether an operator can drop it: it exists and is not being destroyed already. */
export const isDroppable = row => row.instance_id !== null && !["destroying", "dropping", "destroy_failing"].includes(row.state);

/** Whether a row matches the chosen state and all of the words. */
export function isWanted(row, choice, words) {
  const fits = !choice || row.tone === choice || (choice === "trouble" && (row.tone === "bad" || row.tone === "doubt"));
  return fits && words.every(word => row.sought.includes(word));
}

/** Empty values last, equal ones by id, so that the order never depends on the previous one. */
export function compare(one, other, column) {
  const [a, b] = [column.order(one), column.order(other)];
  if (a !== b) {
    if (a === null || a === undefined) return 1;
    if (b === null || b === undefined) return -1;
    return a < b ? -1 : 1;
  }
  return (one.instance_id ?? Infinity) - (other.instance_id ?? Infinity) || one.offer_id - other.offer_id;
}
