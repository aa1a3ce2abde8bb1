// Fetches the files of the package, and says what came instead of one.

/** The policy directives that have forbidden something, by its address. @type {Map<string, string>} */
const forbidden = new Map();
globalThis.addEventListener?.("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => forbidden.set(blockedURI, effectiveDirective));

/** An error with a sentence for readers. @param {string} why @param {string} message */
export const failure = (why, message) => Object.assign(new Error(message), { why });

/** The address of a file beside this script. @param {string} name */
export const addressOf = (name) => new URL(name, import.meta.url);

/** An error that says so, where the page's policy forbids a file. @param {string} name @param {URL} url */
export async function refusal(name, { href }) {
  // The browser tells of it in a task of its own.
  await new Promise((done) => setTimeout(done));
  const directive = forbidden.get(href);
  return directive && failure("policy", `The page's policy (${directive}) forbids ${name}.`);
}

/** What the server has under a name, of a type that contains `kind`; the error says what is there instead. @param {string} name @param {RequestInit} how */
export async function get(name, how, kind = "") {
  const url = addressOf(name);
  let response, bytes;
  try {
    response = await fetch(url, how);
    bytes = await response.arrayBuffer();
  } catch {
    throw (await refusal(name, url)) ?? failure("load", `${name} did not arrive: the network or the server failed.`);
  }
  const { ok, status, headers } = response;
  if (!ok) throw failure("load", `${name} was not ${status === 404 ? "found" : "given by the server"} (${status}).`);
  const type = headers.get("content-type") ?? kind;
  const isPage = type.includes("html");
  if (isPage || !type.includes(kind)) throw failure("load", `${name} is ${isPage ? "an HTML page" : type} on this server, not the program.`);
  return bytes;
}

/** A file is of another version, as after a release, or damaged. What the browser has kept of this script is renewed, so that the page has all of one version when it is loaded again. @param {string} name */
export async function mismatch(name) {
  await fetch(import.meta.url, { cache: "reload" }).catch(() => {});
  return failure("version", `${name} does not match this version, or is damaged. Reload the page.`);
}
