const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

/** The message with its end mark and length, in 64-byte blocks. */
function padded(message: Uint8Array): DataView {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(message.length / 0x2000_0000));
  view.setUint32(bytes.length - 4, (message.length << 3) >>> 0);
  return view;
}

function schedule(view: DataView, offset: number): Int32Array {
  const words = new Int32Array(80);
  for (let index = 0; index < 16; index += 1) words[index] = view.getInt32(offset + index * 4);
  const at = (index: number): number => words[index] ?? 0;
  for (let index = 16; index < 80; index += 1) words[index] = rotate(at(index - 3) ^ at(index - 8) ^ at(index - 14) ^ at(index - 16), 1);
  return words;
}

const CONSTANTS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6] as const;

function mixed(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  return round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
}

type State = readonly [number, number, number, number, number];

/** Plain loops over numbers: the names of all steps of an account go through here, many times. */
function compress(state: State, words: Int32Array): State {
  let [a, b, c, d, e] = state;
  for (let round = 0; round < 4; round += 1) {
    const constant = CONSTANTS[round] ?? 0;
    for (let index = round * 20; index < round * 20 + 20; index += 1) {
      const next = (rotate(a, 5) + mixed(round, b, c, d) + e + constant + (words[index] ?? 0)) | 0;
      e = d;
      d = c;
      c = rotate(b, 30);
      b = a;
      a = next;
    }
  }
  const [h0, h1, h2, h3, h4] = state;
  return [(h0 + a) | 0, (h1 + b) | 0, (h2 + c) | 0, (h3 + d) | 0, (h4 + e) | 0];
}

/** SHA-1 of a message (RFC 3174). Use it for names only, never for security. */
export function sha1(message: Uint8Array): Uint8Array {
  const view = padded(message);
  let state: State = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0];
  for (let offset = 0; offset < view.byteLength; offset += 64) state = compress(state, schedule(view, offset));
  const digest = new DataView(new ArrayBuffer(20));
  for (const [index, word] of state.entries()) digest.setInt32(index * 4, word);
  return new Uint8Array(digest.buffer);
}
