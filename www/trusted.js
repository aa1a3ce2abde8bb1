/** @type {{ createScriptURL(address: string): any } | undefined} */
let policy;

/** The address of the worker, as a page with trusted types takes it. @param {string} address @returns {string} */
export function trusted(address) {
  policy ??= /** @type {any} */ (globalThis).trustedTypes?.createPolicy("downhill-jobs", { createScriptURL: (/** @type {string} */ own) => own });
  return policy ? policy.createScriptURL(address) : address;
}
