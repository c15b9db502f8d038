import { z } from 'zod'

/** A count, which XGBoost writes as decimal text. */
export const whole = z
  .string()
  .regex(/^\d{1,9}$/, 'a whole number as text')
  .transform(Number)

/**
 * A list of numbers. JSON gives an array, with non-finite values as text (see `readJson`) and booleans before version
 * 1.3; UBJ gives a typed array.
 */
export const numbers = z
  .custom<ArrayLike<number> | readonly unknown[]>(
    list => (Array.isArray(list) ? list.every(isNumber) : ArrayBuffer.isView(list)),
    'a list of numbers',
  )
  .transform(
    (list): ArrayLike<number> => (Array.isArray(list) ? Float64Array.from(list, Number) : (list as Uint8Array)),
  )

const isNumber = (value: unknown) =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'string' && /^NaN$|^-?Infinity$/.test(value))

/** One tree as stored in the file: lists with one value per node, and lists of categories. */
export const treeFile = z.object({
  tree_param: z.object({ num_nodes: whole, num_feature: whole, size_leaf_vector: whole.default(1) }),
  left_children: numbers,
  right_children: numbers,
  split_indices: numbers,
  split_conditions: numbers,
  default_left: numbers,
  // Absent before categorical splits were introduced.
  split_type: numbers.optional(),
  categories: numbers.default(new Float64Array(0)),
  categories_nodes: numbers.default(new Float64Array(0)),
  categories_segments: numbers.default(new Float64Array(0)),
  categories_sizes: numbers.default(new Float64Array(0)),
  // Training statistics. They are not used, but a file whose lists differ in length is corrupt.
  parents: numbers.optional(),
  base_weights: numbers.optional(),
  loss_changes: numbers.optional(),
  sum_hessian: numbers.optional(),
})
export type TreeFile = z.infer<typeof treeFile>
