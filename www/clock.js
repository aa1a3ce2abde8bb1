// What the scripts know as `performance`, put in by the build: where a browser or an extension has taken
// it away, the time of day is good enough.
const clock = globalThis.performance ?? Date;
export { clock as performance };
