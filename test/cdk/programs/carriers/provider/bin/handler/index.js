exports.handler = async () => ({ PhysicalResourceId: 'selectors' });
