import type { KmsUse, Window } from '../audit.js';

/** A window, and what it lost. */
export interface Lost {
  readonly window: Window;
  /** Whether a use is of the kind that was lost: its event, from where the window lost it. */
  readonly includes: (use: Pick<KmsUse, 'name' | 'region' | 'account'>) => boolean;
}

/** Region and account in the ARN of a sink: where it was made. */
const HOME = /^arn:[^:]*:cloudtrail:([^:]*):([^:]*):/u;

export function lostIn(window: Window): Lost {
  const [, region, account] = HOME.exec(window.sink.arn) ?? [];
  const events = new Set(window.events);
  switch (window.scope) {
    case 'own':
      return { window, includes: (use) => events.has(use.name) && use.account === account && use.region === region };
    case 'other-regions':
      return { window, includes: (use) => events.has(use.name) && use.account === account && use.region !== region };
    case 'member-accounts':
      return { window, includes: (use) => events.has(use.name) && use.account !== account };
  }
}

/** The same for a use that is looked at by itself. */
export const isMissing = (window: Window, use: KmsUse): boolean => lostIn(window).includes(use);
