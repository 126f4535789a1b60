export { didYouMean, distance, nearest } from '../../core/nearest.js';
