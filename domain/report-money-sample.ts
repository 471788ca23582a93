/** Money of a sample report: a campaign just above the cap, a refund before and one after its close, a match that was paid. */
import type { EntryChannel, EntryKind, EntryNature, LedgerSum } from './ledger.ts';
import type { ReportFacts } from './report-facts.ts';
import { noonOf, sampleId } from './report-sample.ts';

const sum = (
  kind: EntryKind,
  nature: EntryNature,
  channel: EntryChannel,
  entries: number,
  amount: number,
  afterClose = false,
): LedgerSum => ({ kind, nature, channel, afterClose, entries, amount });

/** @param idOf the milestone's id by its kind */
export function sampleMoney(idOf: (kind: 'fundraising' | 'match' | 'fund') => string): ReportFacts['money'] {
  return {
    campaigns: [
      {
        id: sampleId(900),
        milestoneId: idOf('fundraising'),
        ledgerId: sampleId(901),
        title: { ro: 'Iluminat inteligent în parc', en: 'Smart lighting in the park' },
        state: 'published',
        closesAt: noonOf('2023-07-07'),
        sumDueAt: noonOf('2023-07-14'),
        publishedAt: noonOf('2023-07-17'),
        raised: 1_031_250,
        sums: [
          sum('pledge', 'promise', 'none', 6, 640_000),
          sum('settlement', 'money', 'bank', 4, 500_000),
          sum('gift', 'money', 'bank', 3, 451_250),
          sum('gift', 'money', 'cash', 2, 100_000),
          sum('refund', 'money', 'bank', 1, -20_000),
          sum('gift', 'in-kind', 'none', 1, 75_000),
          sum('adjustment', 'money', 'bank', 1, -50_000, true),
          sum('transfer', 'money', 'none', 1, -981_250, true),
        ],
      },
    ],
    matches: [
      {
        id: sampleId(910),
        milestoneId: idOf('match'),
        campaignId: sampleId(900),
        ledgerId: sampleId(911),
        state: 'paid',
        cap: 1_000_000,
        capOn: 'part',
        computed: 1_000_000,
        due: 981_250,
        paid: 1_000_000,
        decisions: [
          { place: 1, outcome: 'rejected', number: '31/2023', decidedOn: '2023-07-20' },
          { place: 2, outcome: 'adopted', number: '38/2023', decidedOn: '2023-08-10' },
        ],
        corrections: [
          {
            ...{ decision: 2, oldNumber: '83/2023', oldDay: '2023-08-10', recordedAt: noonOf('2023-08-14') },
            reason: 'Cifre inversate la copiere.',
          },
          {
            ...{ decision: null, oldNumber: '77', oldDay: '2023-08-15', recordedAt: noonOf('2023-08-18') },
            reason: 'Ziua semnării este cea din contract.',
          },
        ],
        legalRoute: 'Finanțare nerambursabilă din bugetul local.',
        contract: { number: '77', on: '2023-08-16' },
        order: { number: '512', on: '2023-08-21' },
        sums: [
          sum('payment', 'money', 'bank', 1, 1_000_000),
          sum('repayment', 'money', 'bank', 1, -10_000),
          sum('transfer', 'money', 'none', 1, -990_000),
        ],
      },
    ],
    funds: [
      {
        id: sampleId(920),
        milestoneId: idOf('fund'),
        ledgerId: sampleId(921),
        name: { ro: 'Fondul de Dezvoltare Locală', en: 'Local Development Fund' },
        document: 'Act de înființare nr. 1',
        foundedOn: '2023-06-05',
        sums: [sum('transfer', 'money', 'none', 2, 1_971_250), sum('payment', 'money', 'bank', 1, -150_000)],
      },
    ],
  };
}
