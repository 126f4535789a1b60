import { cloudWatch } from './cloudwatch.js';
import { eventBridge } from './eventbridge.js';
import { sigma } from './sigma.js';

export { signs } from './signs.js';

export const languages = ['eventbridge', 'cloudwatch', 'sigma'] as const;
export type Language = (typeof languages)[number];

/** The rule that rings on the next call that takes KMS events away, as text of its language. */
export function detectionFor(language: Language): string {
  switch (language) {
    case 'eventbridge':
      return eventBridge();
    case 'cloudwatch':
      return cloudWatch();
    case 'sigma':
      return sigma();
  }
}
