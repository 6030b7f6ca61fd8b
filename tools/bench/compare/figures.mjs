// @ts-check

/** @typedef {{ median: number, least: number, most: number, times: number }} Spread */

/** @param {readonly number[]} values @param {number} share from 0 to 1 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low = NaN, high = NaN] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

/** @param {readonly number[]} values */
export const median = (values) => quantile(values, 0.5);

/** @param {readonly number[]} values @returns {Spread} */
export const spreadOf = (values) => ({
  median: rounded(median(values)),
  least: rounded(Math.min(...values)),
  most: rounded(Math.max(...values)),
  times: values.length,
});

/** To four significant figures, which is more than measurements are worth. @param {number} value */
export const rounded = (value) => Number(value.toPrecision(4));

/**
 * The exponent e of time ~ objects^e: the slope of the line through the logarithms. Undefined below two sizes.
 * @param {readonly (readonly [objects: number, seconds: number])[]} points
 */
export function exponentOf(points) {
  if (new Set(points.map(([objects]) => objects)).size < 2) return undefined;
  const logs = points.map(([x, y]) => /** @type {const} */ ([Math.log(x), Math.log(y)]));
  const mean = (/** @type {0 | 1} */ which) => logs.reduce((sum, each) => sum + each[which], 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return rounded(over / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0));
}
