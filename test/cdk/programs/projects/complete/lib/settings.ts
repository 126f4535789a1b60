export enum Stage {
  Dev = 'dev',
  Prod = 'prod',
}

export interface Settings {
  readonly excluded: readonly string[];
  readonly isLogging: boolean;
}

export const settings: Record<Stage, Settings> = {
  [Stage.Dev]: { excluded: ['kms.amazonaws.com'], isLogging: false },
  [Stage.Prod]: { excluded: [], isLogging: true },
};
