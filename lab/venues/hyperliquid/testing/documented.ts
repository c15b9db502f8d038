import type { Payload } from './payloads.ts'

const user = '0x00000000000000000000000000000000000000ab'
const time = 1_790_000_000_000

const order = {
  ...{ coin: 'ETH', side: 'A', limitPx: '2412.7', sz: '0.0', oid: 5, timestamp: time, origSz: '0.0076' },
  ...{ triggerCondition: 'N/A', isTrigger: false, triggerPx: '0.0', children: [], isPositionTpsl: false },
  ...{ reduceOnly: true, orderType: 'Market', tif: 'FrontendMarket', cloid: null },
}
const context = {
  ...{ funding: '0.0000125', openInterest: '688.11', prevDayPx: '15.322', dayNtlVlm: '1169046.29', premium: '0.0003' },
  ...{
    oraclePx: '14.32',
    markPx: '14.3161',
    midPx: '14.314',
    impactPxs: ['14.3047', '14.3444'],
    dayBaseVlm: '81000.5',
  },
}
const spotContext = {
  ...{ coin: '@107', prevDayPx: '31.2', dayNtlVlm: '8906.0', markPx: '31.737', midPx: null, dayBaseVlm: '280.1' },
  ...{ circulatingSupply: '998949190.03', totalSupply: '999999999.0' },
}
const meta = {
  universe: [
    { name: 'HYPE', szDecimals: 2, maxLeverage: 10, marginTableId: 52, onlyIsolated: true, marginMode: 'noCross' },
  ],
  marginTables: [
    [
      52,
      {
        description: 'tiered 10x',
        marginTiers: [
          { lowerBound: '0.0', maxLeverage: 10 },
          { lowerBound: '3000000.0', maxLeverage: 5 },
        ],
      },
    ],
  ],
  collateralToken: 0,
}
const margin = { accountValue: '13109.4', totalNtlPos: '100.0', totalRawUsd: '13009.4', totalMarginUsed: '4.9' }
const account = {
  ...{ marginSummary: margin, crossMarginSummary: margin, crossMaintenanceMarginUsed: '0.2', withdrawable: '13104.5' },
  ...{ assetPositions: [], time },
}
const userState = {
  user,
  serverTime: time,
  isVault: false,
  agentAddress: null,
  agentValidUntil: null,
  cumLedger: '12.0',
}

const examples: Readonly<Record<string, readonly unknown[]>> = {
  activeAssetData: [
    {
      ...{ user, coin: 'APT', leverage: { type: 'isolated', value: 3, rawUsd: '12.5' }, markPx: '4.4716' },
      ...{ maxTradeSzs: ['24836370.4', '24836370.4'], availableToTrade: ['37019438.02', '37019438.02'] },
    },
  ],
  exchangeStatus: [{ time, specialStatuses: null }],
  metaAndAssetCtxs: [[meta, [context]]],
  orderStatus: [
    { status: 'order', order: { order, status: 'filled', statusTimestamp: time } },
    { status: 'unknownOid' },
  ],
  predictedFundings: [
    [
      [
        'AVAX',
        [
          ['BinPerp', { fundingRate: '0.0001', nextFundingTime: time, fundingIntervalHours: 8 }],
          ['HlPerp', { fundingRate: '-0.0000125', nextFundingTime: time }],
          ['BybitPerp', null],
        ],
      ],
    ],
  ],
  userFees: [
    {
      dailyUserVlm: [{ date: '2025-05-23', userCross: '0.0', userAdd: '0.0', exchange: '2852367.07' }],
      feeSchedule: {
        cross: '0.00045',
        add: '0.00015',
        spotCross: '0.0007',
        spotAdd: '0.0004',
        referralDiscount: '0.04',
      },
      ...{
        userCrossRate: '0.000315',
        userAddRate: '-0.00001',
        userSpotCrossRate: '0.00049',
        userSpotAddRate: '0.00028',
      },
      activeReferralDiscount: '0.0',
    },
  ],
  userRole: [{ role: 'missing' }, { role: 'agent', data: { user } }, { role: 'subAccount', data: { master: user } }],
  webData2: [{ ...userState, clearinghouseState: account, openOrders: [order] }],
  'ws activeSpotAssetCtx': [{ coin: '@107', ctx: spotContext }],
  'ws orderUpdates': [
    [
      {
        order: { coin: 'BTC', side: 'B', limitPx: '29792.0', sz: '5.0', oid: 7, timestamp: time, origSz: '5.0' },
        ...{ status: 'perpMaxPositionCanceled', statusTimestamp: time },
      },
    ],
  ],
  'ws spotAssetCtxs': [[spotContext]],
  'ws user': [
    { funding: { time, coin: 'ETH', usdc: '-3.62', szi: '49.1477', fundingRate: '0.0000417', nSamples: null } },
    {
      liquidation: {
        ...{ lid: 3, liquidator: user, liquidated_user: user, liquidated_ntl_pos: '4.5' },
        liquidated_account_value: '-0.1',
      },
    },
    { nonUserCancel: [{ coin: 'ETH', oid: 9 }] },
    { twapSliceFills: [] },
  ],
  'ws webData3': [{ userState, perpDexStates: [] }],
}

/**
 * Payloads without a capture, in the shapes of the venue's documentation and of the types of @nktkas/hyperliquid 0.32.2.
 */
export const documented: readonly Payload[] = Object.entries(examples).flatMap(([kind, all]) =>
  all.map(data => ({ name: `documented ${kind}`, kind, data })),
)
