import { features } from './index.ts'

/** Feature names to suggest for an unknown name: those with the same first word, or all names if there are none. */
export function alike(name: string): string {
  const [word] = name.split('_')
  const names = features.map(feature => feature.name)
  const near = names.filter(known => known.split('_')[0] === word)
  return (near.length > 0 ? near : names).join(', ')
}
