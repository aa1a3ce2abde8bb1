// Starts the page's worker.

/** The worker's script lies beside the page's. */
const SCRIPT = new URL("export.js", import.meta.url).href;

/** What makes a script's address of a text where the page's policy asks for that. */
interface Policy {
  createScriptURL(text: string): string;
}

let policy: Policy | undefined;

export function startWorker(): Worker {
  // Only this one script is ever started so.
  const types = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes;
  policy ??= types?.createPolicy("downhill-export", { createScriptURL: (text) => text });
  return new Worker(policy ? policy.createScriptURL(SCRIPT) : SCRIPT, { type: "module" });
}
