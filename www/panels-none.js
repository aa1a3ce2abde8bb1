// A frame has no panels.

export const panels = undefined;
