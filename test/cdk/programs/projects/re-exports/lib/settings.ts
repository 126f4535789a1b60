export const excluded = ['kms.amazonaws.com'];
const auditorActions = ['cloudtrail:GetEventSelectors', 'cloudtrail:PutEventSelectors'];
export { auditorActions };
