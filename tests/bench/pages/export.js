// A file that the page's worker makes of a run.

/** Asks a new worker for it; how long that takes, its module included, and how long the file is. */
export async function exported(request) {
  const begun = performance.now();
  const worker = new Worker("/downhill/export.js", { type: "module" });
  const file = await new Promise((done, fail) => {
    worker.onmessage = ({ data }) => {
      if (data.file) done(data.file);
      if (data.error) fail(new Error(data.error));
    };
    worker.onerror = ({ message }) => fail(new Error(message));
    worker.postMessage(request);
  });
  worker.terminate();
  return { seconds: (performance.now() - begun) / 1000, kilobytes: file.size / 1000 };
}
