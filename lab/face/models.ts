/** Models trained with other software, and their predictions. */

export { predict } from '../models/xgboost/predict.ts'
export { readXgboost } from '../models/xgboost/read-xgboost.ts'
