// The page's requests to Magister, all to its own address.

/** A refusal, in words for a person. */
export class Refused extends Error {
  /** @param question what must be confirmed first */
  constructor(status, { words, question }) {
    super(words);
    this.status = status;
    this.question = question;
  }
}

const PATIENCE_MS = 10_000;

async function ask(path, options = {}) {
  const answer = await fetch(path, { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS), ...options });
  if (answer.status === 401) location.assign("/login");
  if (!answer.ok) throw new Refused(answer.status, await problemOf(answer));
  return answer;
}

async function problemOf(answer) {
  const text = await answer.text();
  try {
    const problem = JSON.parse(text);
    return { words: [problem.title, problem.detail].filter(Boolean).join(": ") || `status ${answer.status}`, question: problem.question };
  } catch {
    return { words: text.slice(0, 300) || `status ${answer.status}` };
  }
}

const json = async path => (await ask(path)).json();

export const status = () => json("/status");

export const history = hours => json(`/history?hours=${hours}`);

export const events = limit => json(`/events?limit=${limit}`);

export const eventsOf = (name, id) => json(`/events?${name}=${id}`);

/** USD that an instance has cost since a day; null if nothing is counted yet. */
export const costOf = async (instance, day) =>
  (await json(`/costs?by=instance&since=${day}`)).rows.find(row => row.key === `${instance}`)?.usd ?? null;

export const session = () => json("/session");

const change = (path, method, type, body) =>
  ask(path, { method, body, headers: type ? { "Content-Type": type } : {} });

export const pause = () => change("/pause", "POST");

export const resume = () => change("/resume", "POST");

export const drain = () => change("/drain", "POST");

export const scale = (number, confirm = false) => change("/scale", "POST", "application/json", JSON.stringify({ number_instances: number, confirm }));

export const machines = () => json("/machines");

export const judge = (id, isHost, judgement, reason) =>
  change(`/${isHost ? "hosts" : "machines"}/${id}`, "POST", "application/json", JSON.stringify({ judgement, reason }));

export const drop = (instance, reason) => change(`/instances/${instance}`, "DELETE", "text/plain; charset=utf-8", reason);

// The answer is a redirect, meant for forms.
export const logOut = () => fetch("/logout", { method: "POST", redirect: "manual" });
