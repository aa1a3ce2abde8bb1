// The script of panels where a bundler finds it.

export const panels = () => import("@panels-script").then((loaded) => loaded.panels());
