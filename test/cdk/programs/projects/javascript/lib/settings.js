exports.excluded = ['kms.amazonaws.com'];
