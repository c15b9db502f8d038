import type { Objective } from './objective.ts'

/** A forest of gradient boosted trees as XGBoost grew it, checked and ready to score. */
export interface XgboostModel {
  /** What it was trained for, by XGBoost's name, such as `binary:logistic`. */
  readonly objective: Objective
  /** Columns that it is scored on. */
  readonly featureCount: number
  /** One a feature, in the order of the columns; none at all when it was trained on columns without names. */
  readonly featureNames: readonly string[]
  /** Classes that it tells apart: two for a binary objective, none for a regression. */
  readonly classes: number
  readonly trees: number
  /** Margin before the first tree, in float32: one for each class of a multi-class objective, otherwise one. */
  readonly baseMargins: Float32Array
  readonly forest: Forest
}

/**
 * All trees in one set of columns, one row a node. Two siblings are neighbours, so a split knows only its left child; the
 * children of a node lie after it, so that every walk ends.
 */
export interface Forest {
  /** Of each tree, its first node. */
  readonly roots: Int32Array
  /** Of each tree, the margin it adds to. */
  readonly outputs: Int32Array
  /** Left child of a split; 0 in a leaf, since the first root is nobody's child. */
  readonly left: Int32Array
  /** What a split looks at: a number's column f as f, a category's as ~f. */
  readonly feature: Int32Array
  /** A leaf's addend to the margin; of a split by number, the least value that goes right. */
  readonly value: Float32Array
  /** Where a split sends a row whose feature is missing: 0 left, 1 right. */
  readonly missing: Uint8Array
  /** Codes of categories that go right, each split's in ascending order. */
  readonly categories: Int32Array
  /** Where in `categories` those of node i begin; they end where those of the next begin. */
  readonly categoryStart: Int32Array
}
