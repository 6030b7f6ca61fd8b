// @ts-check

/** @typedef {{ name: string, value: number, least?: number, most?: number }} Bar */

/** @typedef {{ name: string, points: readonly (readonly [x: number, y: number])[] }} Line */

const colours = ["#0b6e99", "#9aa5b1", "#e0a100", "#7a5195", "#c8553d", "#3a7d44"];
const [width, left, right] = [720, 130, 70];
const font = 'font-family="sans-serif" font-size="12" fill="#222"';

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** @param {number} value */
const short = (value) => (value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(2))));

/** @param {number} x @param {number} y @param {string} text @param {string} [more] */
const words = (x, y, text, more = "") => `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${font} ${more}>${escaped(text)}</text>`;

/** @param {string} title @param {number} height @param {readonly string[]} content */
const picture = (title, height, content) =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    words(12, 22, title, 'font-weight="bold"'),
    ...content,
    "</svg>\n",
  ].join("\n");

/** The names beside their colours, in one row. @param {readonly string[]} names */
const legend = (names) =>
  names.flatMap((name, place) => {
    const x = 12 + place * ((width - 24) / Math.max(names.length, 1));
    return [`<rect x="${x.toFixed(1)}" y="34" width="10" height="10" fill="${colourOf(place)}"/>`, words(x + 15, 43, name)];
  });

/** @param {number} place */
const colourOf = (place) => colours[place % colours.length] ?? "#222";

/**
 * Groups of bars that lie, with a thin line from the least to the most. All begin at zero.
 * @param {string} title with the unit
 * @param {readonly { name: string, bars: readonly Bar[] }[]} groups
 */
export function barPlot(title, groups) {
  const names = [...new Set(groups.flatMap(({ bars }) => bars.map(({ name }) => name)))];
  const most = Math.max(...groups.flatMap(({ bars }) => bars.map(({ value, most = 0 }) => Math.max(value, most))), 1e-9);
  const scale = (/** @type {number} */ value) => (value / most) * (width - left - right);
  let y = 58;
  const content = groups.flatMap(({ name, bars }) => {
    const lines = [words(left - 8, y + bars.length * 7 + 4, name, 'text-anchor="end"')];
    for (const { name: whose, value, least, most: top } of bars) {
      const end = left + scale(value);
      lines.push(`<rect x="${left}" y="${y}" width="${scale(value).toFixed(1)}" height="11" fill="${colourOf(names.indexOf(whose))}"/>`);
      if (least !== undefined && top !== undefined && top > least)
        lines.push(`<path d="M${(left + scale(least)).toFixed(1)} ${y + 5.5}H${(left + scale(top)).toFixed(1)}" stroke="#222"/>`);
      lines.push(words(Math.max(end, left + scale(top ?? 0)) + 5, y + 10, short(value)));
      y += 14;
    }
    y += 10;
    return lines;
  });
  return picture(title, y + 4, [...legend(names), ...content]);
}

/**
 * Lines over two logarithmic axes, on which a power is straight.
 * @param {string} title with what the axes are
 * @param {readonly Line[]} lines
 */
export function linePlot(title, lines) {
  const [top, bottom] = [60, 340];
  const all = lines.flatMap(({ points }) => points);
  const range = (/** @type {0 | 1} */ which) => {
    const values = all.map((point) => point[which]);
    return /** @type {const} */ ([Math.min(...values), Math.max(...values)]);
  };
  const [[x0, x1], [y0, y1]] = [range(0), range(1)];
  const share = (/** @type {number} */ value, /** @type {number} */ from, /** @type {number} */ to) =>
    to === from ? 0 : Math.log(value / from) / Math.log(to / from);
  const x = (/** @type {number} */ value) => 60 + share(value, x0, x1) * (width - 130);
  const y = (/** @type {number} */ value) => bottom - share(value, y0, y1) * (bottom - top - 20);
  const drawn = lines.flatMap(({ points }, place) => [
    `<polyline fill="none" stroke-width="2" stroke="${colourOf(place)}" points="${points.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join(" ")}"/>`,
    ...points.flatMap(([a, b]) => [
      `<circle cx="${x(a).toFixed(1)}" cy="${y(b).toFixed(1)}" r="3" fill="${colourOf(place)}"/>`,
      words(x(a) + 5, y(b) - 5, short(b)),
    ]),
  ]);
  const ticks = [...new Set(all.map(([a]) => a))].map((a) => words(x(a), bottom + 20, String(a), 'text-anchor="middle"'));
  const axis = `<path d="M50 ${bottom + 5}H${width - 60}" stroke="#888"/>`;
  return picture(title, bottom + 34, [...legend(lines.map(({ name }) => name)), axis, ...ticks, ...drawn]);
}
