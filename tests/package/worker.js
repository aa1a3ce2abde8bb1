import { place } from "./place.js";

place().then(postMessage);
