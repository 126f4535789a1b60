// T15: eight times the input in every language and shape.
import { join } from 'node:path';
import { shapes } from '../inputs/shapes.mjs';
import { answer, root } from '../measure.mjs';

/**
 * @typedef {object} Growth
 * @property {string} language
 * @property {string} shape
 * @property {readonly [number, number]} bytes
 * @property {readonly [number, number]} milliseconds
 * @property {readonly [number, number]} findings
 * @property {number} growth how many times as long for how many times as much, as if that were exactly 8
 */

/** @returns {Growth} */
export function measure({ dist, language, shape, pairs = 5 }) {
  const result = answer({ command: process.execPath, args: [join(root, 'bench/parts/grow.mjs'), dist, language, shape, String(pairs)] });
  // Texts have a head that does not grow.
  return { language, shape, ...result, growth: (result.growth * 8) / (result.bytes[1] / result.bytes[0]) };
}

export const all = () => Object.entries(shapes).flatMap(([language, those]) => Object.keys(those).map((shape) => ({ language, shape })));

/** One row for each language: its worst shape. */
export function growth({ dist, pairs }) {
  const measured = all().map((one) => measure({ dist, pairs, ...one }));
  return Object.keys(shapes).map((language) => {
    const own = measured.filter((one) => one.language === language).sort((a, b) => b.growth - a.growth);
    const others = own.map(({ shape, growth: times }) => `${shape} ${times.toFixed(1)}`).join(', ');
    return { id: 'T15', what: `8 times the input, ${language}`, peer: 'the input once', unit: 'x', bar: 8.5, stretch: 8, ratio: own[0].growth, note: others };
  });
}
