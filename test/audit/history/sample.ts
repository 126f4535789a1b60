import { advancedSelectors, basicSelectors, createStore, createTrail, deleteTrail, putEventSelectors, startLogging, stopIngestion, stopLogging, updateStore, updateTrail, type Circumstances, type RawRecord } from '../support.js';

/** Something of everything. */
export const records = (spelling: Circumstances = {}): readonly RawRecord[] => [
  createTrail('a', { isMultiRegionTrail: true }, { at: 0, ...spelling }),
  startLogging('a', { at: 1, ...spelling }),
  putEventSelectors('a', basicSelectors.noKms, { at: 10, ...spelling }),
  stopLogging('b', { at: 12, ...spelling }),
  stopLogging('a', { at: 35, failure: 'AccessDenied', ...spelling }),
  updateTrail('a', { isMultiRegionTrail: false }, { at: 20, ...spelling }),
  putEventSelectors('a', advancedSelectors.writesOnly, { at: 30, ...spelling }),
  startLogging('b', { at: 30, ...spelling }),
  stopLogging('b', { at: 31, ...spelling }),
  startLogging('b', { at: 31, ...spelling }),
  createStore('s', { advancedEventSelectors: advancedSelectors.readsOnly, multiRegionEnabled: false }, { at: 40, ...spelling }),
  updateStore('s', { advancedEventSelectors: advancedSelectors.all }, { at: 50, ...spelling }),
  stopIngestion('s', { at: 60, ...spelling }),
  deleteTrail('a', { at: 70, ...spelling }),
];
