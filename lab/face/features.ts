/** Features: the columns that models learn from. */

export { featureNamed as named, features as all } from '../models/features/index.ts'
export { featureMatrix as matrix } from '../models/features/matrix.ts'
