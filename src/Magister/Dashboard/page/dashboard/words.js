// Everything that is shown in words. Texts from outside come through `inert`, and reach the page by textContent alone.

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;
const NONE = "–";

/** Without control characters and those that change the direction of text. */
export const inert = text => String(text ?? "").replace(CONTROLS, " ").trim();

export const orNone = value => inert(value) || NONE;

/** A place without a country or region has a stray comma. */
export const placeOf = location => orNone(inert(location).replace(/^[ ,]+|[ ,]+$/g, ""));

const amounts = new Map();

export function money(amount, digits = 2) {
  if (amount === null || amount === undefined) return NONE;
  if (!amounts.has(digits)) amounts.set(digits, new Intl.NumberFormat("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }));
  return `$${amounts.get(digits).format(amount)}`;
}

export const price = amount => money(amount, 3);

export const percent = share => (share === null || share === undefined ? NONE : `${(share * 100).toFixed(1)} %`);

/** A duration in hours, or in days if long. */
export const lasting = hours => (hours >= 96 ? `${Math.floor(hours / 24)} days` : hours >= 10 ? `${Math.floor(hours)} h` : `${hours.toFixed(1)} h`);

export const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

const two = number => String(number).padStart(2, "0");

/** A duration in two units. */
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) return `${seconds} s`;
  if (hours < 1) return `${minutes} min ${two(seconds % 60)} s`;
  if (hours < 48) return `${hours} h ${two(minutes % 60)} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** The time left of a countdown: minutes and seconds. */
export function left(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return seconds < 3600 ? `${Math.floor(seconds / 60)}:${two(seconds % 60)}` : duration(milliseconds);
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric" });
const dayAndMinute = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

export const clockTime = at => clock.format(at);

export const minuteTime = at => minute.format(at);

export const dayName = at => weekday.format(at);

export const dayTime = at => dayAndMinute.format(at);

/** The time of day, with the date unless it is today. */
export function when(at, now) {
  const time = new Date(at);
  return time.toDateString() === new Date(now).toDateString() ? minute.format(time) : dayAndMinute.format(time);
}

/** States, the most urgent first. */
const STATES = new Map([
  ["destroy_failing", ["cannot be destroyed", "bad"]],
  ["missing", ["missing", "bad"]],
  ["unhealthy", ["unhealthy", "bad"]],
  ["down", ["down", "bad"]],
  ["silent", ["silent", "bad"]],
  ["waiting", ["not connected to Hierophant", "bad"]],
  ["absent", ["not connected to Hierophant", "bad"]],
  ["uncertain", ["uncertain", "doubt"]],
  ["dropping", ["to be dropped", "going"]],
  ["destroying", ["being destroyed", "going"]],
  ["renting", ["renting", "coming"]],
  ["booting", ["booting", "coming"]],
  ["starting", ["starting", "coming"]],
  ["verified", ["verified", "good"]],
  ["working", ["working", "good"]],
]);
const ranks = new Map([...STATES.keys()].map((state, rank) => [state, rank]));

export const stateWords = state => STATES.get(state)?.[0] ?? inert(state);

export const stateTone = state => STATES.get(state)?.[1] ?? "doubt";

export const stateRank = state => ranks.get(state) ?? -1;
