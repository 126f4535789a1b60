// addToRolePolicy of a state machine, and of an instance.
import { App, Stack } from 'aws-cdk-lib';
import { AmazonLinuxCpuType, Instance, InstanceType, type IVpc, MachineImage, Vpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const machine = new StateMachine(this, 'Machine', { definitionBody: DefinitionBody.fromChainable(new Pass(this, 'Pass')) });
    machine.addToRolePolicy(new PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }));
    const instance = new Instance(this, 'Instance', {
      vpc: new Vpc(this, 'Vpc', { maxAzs: 1 }) as IVpc,
      instanceType: new InstanceType('t4g.nano'),
      machineImage: MachineImage.latestAmazonLinux2023({ cpuType: AmazonLinuxCpuType.ARM_64 }),
    });
    instance.addToRolePolicy(new PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
