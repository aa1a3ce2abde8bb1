// LZMA, in which the modules travel. No browser unpacks it by itself.

// Where the odds of each kind of decision begin. There are twelve states, told from what came last.
const MATCH = 0;
const AGAIN = 12;
const NOT_FIRST = 24;
const NOT_SECOND = 36;
const NOT_THIRD = 48;
const LONGER = 60;
const LENGTH = 72;
const LENGTH_AGAIN = LENGTH + 274;
const SLOT = LENGTH_AGAIN + 274;
const MIDDLE = SLOT + 256;
const LOW = MIDDLE + 116;
const LITERAL = LOW + 16;

/**
 * The content of a .lzma file that says how long it is, with lc = 1, lp = 0 and pb = 0.
 * @param {Uint8Array<ArrayBuffer>} packed
 */
export function unpacked(packed) {
  const header = new DataView(packed.buffer, packed.byteOffset);
  const bytes = new Uint8Array(header.getUint32(5, true));
  const odds = new Uint16Array(LITERAL + 2 * 768).fill(1024);
  // Both are whole numbers of 32 bits; as signed ones they are quick.
  let range = -1;
  let code = header.getInt32(14);
  let next = 18;

  const refill = () => {
    if (range >>> 24) return;
    range <<= 8;
    code = (code << 8) | packed[next++];
  };
  /** One decision, whose odds it adapts. @param {number} at */
  const bit = (at) => {
    refill();
    const odd = odds[at];
    const bound = (range >>> 11) * odd;
    if (code >>> 0 < bound) {
      range = bound | 0;
      odds[at] += (2048 - odd) >> 5;
      return 0;
    }
    range = (range - bound) | 0;
    code = (code - bound) | 0;
    odds[at] -= odd >> 5;
    return 1;
  };
  /** A number of so many bits, the highest first. @param {number} at @param {number} bits */
  const number = (at, bits) => {
    let path = 1;
    while (path >> bits === 0) path = (path << 1) | bit(at + path);
    return path - (1 << bits);
  };
  /** The same, the lowest first. @param {number} at @param {number} bits */
  const reversed = (at, bits) => {
    let path = 1;
    let found = 0;
    for (let place = 0; place < bits; place++) {
      const one = bit(at + path);
      path = (path << 1) | one;
      found |= one << place;
    }
    return found;
  };
  /** @param {number} at */
  const length = (at) => {
    if (!bit(at)) return 2 + number(at + 2, 3);
    return bit(at + 1) ? 18 + number(at + 18, 8) : 10 + number(at + 10, 3);
  };
  /** @param {number} slot */
  const distance = (slot) => {
    if (slot < 4) return 1 + slot;
    const bits = (slot >> 1) - 1;
    const high = (2 | (slot & 1)) << bits;
    if (slot < 14) return 1 + high + reversed(MIDDLE + high - slot, bits);
    let even = 0;
    for (let place = bits; place > 4; place--) {
      refill();
      range >>>= 1;
      const one = code >>> 0 < range ? 0 : 1;
      code = (code - range * one) | 0;
      even = (even << 1) | one;
    }
    return 1 + high + (even << 4) + reversed(LOW, 4);
  };

  let state = 0;
  let [first, second, third, fourth] = [1, 1, 1, 1];
  for (let end = 0; end < bytes.length; ) {
    if (!bit(MATCH + state)) {
      const at = LITERAL + 768 * (bytes[end - 1] >> 7);
      let path = 1;
      // After a match, the byte that would have continued it tells what this one is not.
      for (let other = bytes[end - first] << 1, same = state > 6; same && path < 256; other <<= 1) {
        const one = bit(at + 256 + (other & 256) + path);
        path = (path << 1) | one;
        same = one === ((other >> 8) & 1);
      }
      while (path < 256) path = (path << 1) | bit(at + path);
      bytes[end++] = path;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    const late = state < 7 ? 0 : 3;
    let count = 1;
    if (!bit(AGAIN + state)) {
      count = length(LENGTH);
      [first, second, third, fourth] = [distance(number(SLOT + 64 * Math.min(count - 2, 3), 6)), first, second, third];
      state = 7 + late;
    } else if (bit(NOT_FIRST + state)) {
      if (!bit(NOT_SECOND + state)) [first, second] = [second, first];
      else if (!bit(NOT_THIRD + state)) [first, second, third] = [third, first, second];
      else [first, second, third, fourth] = [fourth, first, second, third];
      count = length(LENGTH_AGAIN);
      state = 8 + late;
    } else if (bit(LONGER + state)) {
      count = length(LENGTH_AGAIN);
      state = 8 + late;
    } else {
      state = late ? 11 : 9;
    }
    for (; count > 0; count--, end++) bytes[end] = bytes[end - first];
  }
  return bytes;
}
