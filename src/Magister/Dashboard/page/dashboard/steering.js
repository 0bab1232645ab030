// Whether this page may change anything, and whether it may see what only operators may: the one place that decides it. What needs either
// carries data-needs="steering" or "insight", and the style sheet hides it where the body does not say so.

export function showSteering(session) {
  document.body.dataset.steers = `${session.operator === true}`;
  document.body.dataset.sees = `${session.operator === true || Boolean(session.name)}`;
}

export const maySteer = () => document.body.dataset.steers === "true";

export const maySee = () => document.body.dataset.sees === "true";
