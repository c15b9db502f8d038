import { fail, ok, type Result } from '../../result.ts'
import { baseMargins } from './base-margins.ts'
import { plantForest } from './forest.ts'
import { readJson } from './json.ts'
import type { XgboostModel } from './model.ts'
import { readModelFile } from './model-file.ts'
import { isMultiClass } from './objective.ts'
import { Refusal, refuse } from './refusal.ts'
import { isUbj, readUbj } from './ubj.ts'

/** Maximum file size: about a thousand trees of a thousand nodes as JSON. */
const maxBytes = 64 * 2 ** 20

/**
 * Reads a model as written by `Booster.save_model`, in JSON or UBJ. The format is detected from the content. All trees
 * are used, as in `Booster.predict`. `best_iteration` is ignored; to use only the trees up to it, cut the model before
 * saving it.
 *
 * @param content at most 64 MiB
 * @param name    name of the file in error messages
 * @returns the model, or the reason why the file is malformed, too large or unsupported. Unsupported are boosters other
 *   than gbtree, several targets, vector leaves, and objectives that are not in `objectives`.
 * @see XGBoost 1.7.6 and 3.2.0, `Booster.save_model`; files of versions 1 to 3 are read
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
