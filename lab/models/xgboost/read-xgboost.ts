import { fail, ok, type Result } from '../../result.ts'
import { baseMargins } from './base-margins.ts'
import { plantForest } from './forest.ts'
import { readJson } from './json.ts'
import type { XgboostModel } from './model.ts'
import { readModelFile } from './model-file.ts'
import { isMultiClass } from './objective.ts'
import { Refusal, refuse } from './refusal.ts'
import { isUbj, readUbj } from './ubj.ts'

/** A thousand trees of a thousand nodes take about this as JSON. */
const maxBytes = 64 * 2 ** 20

/**
 * A model as `Booster.save_model` writes it, in JSON or in UBJ: which of them is told by the content, not by a name. All its
 * trees count, as in `Booster.predict`: `best_iteration`, where training stopped early, is passed over, so a model that is to
 * end there is cut there before it is saved.
 *
 * @param content at most 64 MiB
 * @param name    what the file is called in an error
 * @returns or why it is not read: malformed, too large, or something that is not done here, by name: boosters other than gbtree,
 *   several targets, trees with vectors as leaves, objectives outside `objectives`
 * @see XGBoost 1.7.6 and 3.2.0, `Booster.save_model`; files of version 1 to 3 are read
 */
export function readXgboost(content: Uint8Array, name = 'XGBoost model'): Result<XgboostModel, string> {
  try {
    return ok(read(content))
  } catch (error) {
    if (error instanceof Refusal) return fail(`${name}: ${error.message}`)
    throw error
  }
}

function read(content: Uint8Array): XgboostModel {
  if (content.length > maxBytes) refuse('size', `at most ${maxBytes} bytes`, content.length)
  const file = readModelFile(isUbj(content) ? readUbj(content) : readJson(content))
  const margins = baseMargins(file)
  return {
    objective: file.objective,
    featureCount: file.featureCount,
    featureNames: file.featureNames,
    classes: isMultiClass(file.objective) ? file.outputs : file.objective.startsWith('binary:') ? 2 : 0,
    trees: file.trees.length,
    baseMargins: margins,
    forest: plantForest(file, margins),
  }
}
