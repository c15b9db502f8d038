/** Models made elsewhere, and what they answer. */

export { predict } from '../models/xgboost/predict.ts'
export { readXgboost } from '../models/xgboost/read-xgboost.ts'
