import { batchSize } from './batches.ts'

/** A search, the measured cost of evaluations, and the limits of machines and network. */
export interface Load {
  readonly population: number
  readonly generations: number
  /** Share of a later generation that must be evaluated; the elite's scores are known. */
  readonly fresh: number
  /** Measured on one core. */
  readonly evaluationsPerSecond: number
  readonly coresPerWorker: number
  /** Time overhead of a batch in the queue. */
  readonly secondsPerBatch: number
  /** Time to breed one genome, in the single breeding process. */
  readonly secondsPerGenome: number
  readonly commandsPerBatch: number
  /** Size of one genome and its score. */
  readonly bytesPerGenome: number
  readonly snapshotBytes: number
  readonly usdPerCoreHour: number
  readonly limits: Limits
}

export interface Limits {
  readonly redisCommandsPerSecond: number
  readonly redisBytesPerSecond: number
}

/** Estimated resources of a search on a number of cores. */
export interface Capacity {
  readonly cores: number
  readonly workers: number
  readonly seconds: number
  readonly usd: number
  /** Share of core time spent on evaluations. */
  readonly efficiency: number
  readonly commandsPerSecond: number
  readonly bytesPerSecond: number
  /** Bytes of bars fetched at the start, by all workers together. */
  readonly fetchedBytes: number
  /** The main bottleneck. */
  readonly limit: 'evaluation' | 'breeding' | 'batches' | 'population' | 'Redis commands' | 'Redis network'
}

/** Estimates the capacity. A generation ends with its last batch, so all workers wait for each other there. */
export function capacityOf(load: Load, cores: number): Capacity {
  const { population, generations, fresh, coresPerWorker, secondsPerBatch, limits } = load
  const isLocal = cores <= coresPerWorker
  const workers = Math.max(1, Math.floor(cores / coresPerWorker))
  const first = generationOf(population)
  const later = generationOf(Math.ceil(fresh * population))
  const seconds = first.seconds + (generations - 1) * later.seconds
  const evaluations = population + (generations - 1) * Math.ceil(fresh * population)
  const efficiency = evaluations / load.evaluationsPerSecond / (cores * seconds)
  return {
    ...{ cores, workers, seconds, efficiency, limit: later.limit },
    usd: (load.usdPerCoreHour * cores * seconds) / 3_600,
    commandsPerSecond: isLocal ? 0 : (load.commandsPerBatch * later.batches) / later.seconds,
    bytesPerSecond: isLocal ? 0 : (load.bytesPerGenome * Math.ceil(fresh * population)) / later.seconds,
    fetchedBytes: isLocal ? 0 : workers * load.snapshotBytes,
  }

  function generationOf(genomes: number) {
    const size = isLocal ? Math.ceil(genomes / cores) : batchSize(genomes, workers, workers * coresPerWorker)
    const batches = Math.ceil(genomes / size)
    const inHand = Math.ceil(size / (isLocal ? 1 : coresPerWorker))
    const rounds = Math.ceil(batches / (isLocal ? cores : workers))
    const parts = {
      evaluation: (rounds * inHand) / load.evaluationsPerSecond,
      batches: isLocal ? 0 : rounds * secondsPerBatch,
      breeding: genomes * load.secondsPerGenome,
    }
    const sum = parts.evaluation + parts.batches + parts.breeding
    const commands = isLocal ? 0 : (load.commandsPerBatch * batches) / limits.redisCommandsPerSecond
    const network = isLocal ? 0 : (load.bytesPerGenome * genomes) / limits.redisBytesPerSecond
    const seconds = Math.max(sum, commands, network)
    return { seconds, batches, limit: limitOf() } as const

    function limitOf(): Capacity['limit'] {
      if (seconds > sum) return commands > network ? 'Redis commands' : 'Redis network'
      if (parts.breeding > parts.evaluation && parts.breeding > parts.batches) return 'breeding'
      if (parts.batches > parts.evaluation) return 'batches'
      return genomes < cores ? 'population' : 'evaluation'
    }
  }
}
