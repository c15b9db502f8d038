import { detectorContract } from './contract.ts'
import { family } from './testing/family.ts'
import { wanderingView } from './testing/view.ts'

const view = wanderingView(5, 400)

for (const member of family) detectorContract(member, view)
