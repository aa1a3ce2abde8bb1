// A part of a worker's script.

export { default as text } from "@worker-text";
