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

/** The words of the block at hand. One array for all, because a diff of a large flow hashes a block for each of its steps and more. */
const words = new Int32Array(80);

const at = (index: number): number => words[index] ?? 0;

function schedule(view: DataView, offset: number): void {
  for (let index = 0; index < 16; index += 1) words[index] = view.getInt32(offset + index * 4);
  for (let index = 16; index < 80; index += 1) words[index] = rotate(at(index - 3) ^ at(index - 8) ^ at(index - 14) ^ at(index - 16), 1);
}

/** What a quarter of the rounds mixes in; written out, because a call of a function of each quarter costs more than the rounds. */
function mixed(index: number, b: number, c: number, d: number): number {
  if (index < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (index < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (index < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function compress(digest: Int32Array): void {
  const [h0 = 0, h1 = 0, h2 = 0, h3 = 0, h4 = 0] = digest;
  let [a, b, c, d, e] = [h0, h1, h2, h3, h4];
  for (let index = 0; index < 80; index += 1) {
    const next = (rotate(a, 5) + mixed(index, b, c, d) + e + at(index)) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  digest.set([h0 + a, h1 + b, h2 + c, h3 + d, h4 + e]);
}

/** SHA-1 of a message (RFC 3174). Use it for names only, never for security. */
export function sha1(message: Uint8Array): Uint8Array {
  const view = padded(message);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    schedule(view, offset);
    compress(state);
  }
  const digest = new DataView(new ArrayBuffer(20));
  for (let index = 0; index < 5; index += 1) digest.setInt32(index * 4, state[index] ?? 0);
  return new Uint8Array(digest.buffer);
}
