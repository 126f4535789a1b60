import type { App } from 'aws-cdk-lib';

export interface Settings {
  readonly events: string;
}

export function settingsOf(app: App): Settings {
  const stage: string = app.node.tryGetContext('stage') ?? 'prod';
  const stages: Record<string, Settings> = app.node.getContext('stages');
  const settings = stages[stage];
  if (settings === undefined) throw new Error(`There are no settings for ${stage}`);
  return settings;
}
