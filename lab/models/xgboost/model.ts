import type { Objective } from './objective.ts'

/** A gradient-boosted forest read from an XGBoost file, checked and ready to score. */
export interface XgboostModel {
  /** Training objective, by XGBoost's name, such as `binary:logistic`. */
  readonly objective: Objective
  /** Number of input columns. */
  readonly featureCount: number
  /** Name of each feature, in the order of the columns; empty when the model was trained without names. */
  readonly featureNames: readonly string[]
  /** Number of classes: two for a binary objective, 0 for a regression. */
  readonly classes: number
  /** Number of trees. */
  readonly trees: number
  /** Initial margin in float32: one per class of a multi-class objective, otherwise one. */
  readonly baseMargins: Float32Array
  readonly forest: Forest
}

/**
 * All trees in one set of columns, one row per node. Siblings are neighbours, so a split stores only its left child.
 * Children come after their parent, so every walk ends.
 */
export interface Forest {
  /** Index of each tree's first node. */
  readonly roots: Int32Array
  /** Index of the margin that each tree adds to. */
  readonly outputs: Int32Array
  /** Left child of a split; 0 in a leaf, because the first root is never a child. */
  readonly left: Int32Array
  /** Column that a split tests: f for a numeric split, ~f for a categorical one. */
  readonly feature: Int32Array
  /** For a leaf, its addend to the margin; for a numeric split, the smallest value that goes right. */
  readonly value: Float32Array
  /** Where a split sends a row whose feature is missing: 0 left, 1 right. */
  readonly missing: Uint8Array
  /** Category codes that go right, in ascending order within each split. */
  readonly categories: Int32Array
  /** Index in `categories` where the codes of node i begin; they end where those of node i + 1 begin. */
  readonly categoryStart: Int32Array
}
