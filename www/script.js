// The engine's script where a bundler finds it, or inside the same script.

export const engine = () => import("@script");
