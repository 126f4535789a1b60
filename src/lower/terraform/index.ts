import { lowerAlarms } from '../alarms/alarms.js';
import type { Lowering } from '../lowering.js';
import { lowerPermissions } from '../permissions.js';
import { holdsOtherEvents } from '../selectors.js';
import { Settings } from '../settings.js';
import { alarmTypes } from './alarms.js';
import { awsccTypes } from './awscc.js';
import { leniency, sinkOf } from './sinks.js';
import { permissionTypes } from './permissions.js';
import { translator, type Translations } from './translation.js';

const translations: Translations = new Map([...permissionTypes, ...alarmTypes, ...awsccTypes]);

/**
 * Resources of the Terraform providers `aws` and `awscc`. Trails and event data stores are lowered as they are spelt; policies
 * and alarms are the same in CloudFormation under other names, and so are put in its words first. Terraform Registry,
 * `hashicorp/aws` and `hashicorp/awscc`.
 */
export const terraform: Lowering = (resources) => {
  const settings = new Settings(leniency);
  const sinks = resources.flatMap((resource) => sinkOf(resource, settings)).filter(({ kind, selectors }) => kind === 'trail' || !holdsOtherEvents(selectors));
  const translated = resources.flatMap(translator(translations));
  return { model: { sinks, permissions: lowerPermissions(translated), alarms: lowerAlarms(translated, sinks) }, removals: [], problems: settings.problems };
};
