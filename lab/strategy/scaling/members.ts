export { blend } from './blend.ts'
export { kelly } from './kelly.ts'
export { riskParity } from './risk-parity.ts'
export { volatilityTarget } from './volatility-target.ts'
