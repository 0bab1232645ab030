// Calls a running Magister through the client that its own description makes, and prints what came of it as JSON.

import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

declare const process: { argv: string[] };

type Problem = components["schemas"]["Problem"];

const [, , baseUrl = "", token = "", reader = ""] = process.argv;
const as = (given: string) => createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${given}` } });
const magister = as(token);

function known<T>(answer: { data?: T | undefined; error?: unknown; response: Response }): T {
  if (answer.data === undefined) throw new Error(`${answer.response.url}: ${answer.response.status} ${JSON.stringify(answer.error)}`);
  return answer.data;
}

const status = known(await magister.GET("/status"));
const alive: number = status.alive;
const cost: number = status.cost_per_hour;
const since: string | null | undefined = status.steering.since;

const page = known(await magister.GET("/instances", { params: { query: { limit: 1, after: 0 } } }));
const instance: number = page[0]!.instance_id;

const scaled = known(await magister.POST("/scale", { body: { number_instances: 2, confirm: true } }));
const wanted: number = scaled.number_instances;

const judged = known(await magister.POST("/machines/{id}", { params: { path: { id: 5 } }, body: { judgement: "barred", reason: "a test" } }));
const judgement: string | null | undefined = judged.judgement;

const said: string = known(await magister.DELETE("/instances/{instanceId}", {
  params: { path: { instanceId: instance } }, body: "a test", bodySerializer: text => text, parseAs: "text", headers: { "Content-Type": "text/plain" },
}));

const { events } = known(await magister.GET("/events", { params: { query: { kind: "scaled,machine_judged,drop_requested", limit: 10 } } }));
const who: (string | null | undefined)[] = events.map(event => event.by);

const rows = known(await magister.GET("/costs", { params: { query: { by: "day", format: "json" } } }));
const costs: number = typeof rows === "string" ? NaN : rows.total_usd;

const refused = await as(reader).POST("/pause");
const forbidden: Problem | undefined = refused.error;
const stranger = await as("a-wrong-token").GET("/summary");
const wrong: Problem | undefined = stranger.error;
const odd = await magister.GET("/events", { params: { query: { limit: 999_999_999 } } });

console.log(JSON.stringify({
  alive, cost, since: since ?? null, wanted, judgement, said: said === `${instance} will be dropped`, who, costs,
  forbidden: [refused.response.status, forbidden?.title], wrong: [stranger.response.status, wrong?.status], odd: [odd.response.status, odd.error?.title],
}));
