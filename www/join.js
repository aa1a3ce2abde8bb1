// A module's code travels taken apart, like by like, and is a tenth smaller so; xtask's split.rs does that.

// The parts: what fills holes of 13 kinds, then these.
const PHRASES = 13;
const BEFORE = 14;
const LIST = 15;
const AFTER = 16;

/**
 * The module of its parts.
 * @param {Uint8Array<ArrayBuffer>} parts
 */
export function joined(parts) {
  // Where each part begins, and later where its next fill does; at last the byte of the first hole.
  const at = new Uint32Array(parts.buffer, 0, 18);
  const first = at[17];
  const list = at[LIST];
  const phrases = [list];
  for (let place = list; place < at[AFTER]; ) if (parts[place++] - first === PHRASES) phrases.push(place);
  const module = new Uint8Array(2 * parts.length);
  module.set(parts.subarray(at[BEFORE], list));
  let start = list - at[BEFORE];
  let end = start;
  for (let next = at[PHRASES]; next < at[BEFORE]; next++) {
    for (let place = phrases[parts[next]], hole; (hole = parts[place] - first) !== PHRASES; place++) {
      if (hole < 0 || hole > PHRASES) module[end++] = parts[place];
      else {
        let from = at[hole];
        // f64 constants come first and end at multiples of 8, all else ends with a byte below 128.
        do module[end++] = parts[from++];
        while (hole ? parts[from - 1] > 127 : from & 7);
        at[hole] = from;
      }
    }
    if (parts[next]) continue;
    // The first phrase ends a function, before which its length belongs.
    const body = module.slice(start, end);
    let length = body.length;
    for (; length > 127; length >>= 7) module[start++] = length | 128;
    module[start++] = length;
    module.set(body, start);
    start = end = start + body.length;
  }
  module.set(parts.subarray(at[AFTER]), end);
  return module.subarray(0, end + parts.length - at[AFTER]);
}
