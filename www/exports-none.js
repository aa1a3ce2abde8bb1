// A frame makes no files.

export const exportRun = () => Promise.reject(new Error("A frame makes no files."));
