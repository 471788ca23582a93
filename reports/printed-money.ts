/** The report's section on campaign, match and fund: labels and sums, ready for the page. */
import { CAMPAIGN_STATE_WORDS } from '../domain/campaigns.ts';
import { capWords, MATCH_STATE_WORDS } from '../domain/match.ts';
import { formatLei } from '../domain/money.ts';
import type { Figure } from '../domain/report-model.ts';
import type {
  ReportedCampaign,
  ReportedCorrection,
  ReportedFund,
  ReportedMatch,
  ReportedMoney,
} from '../domain/report-money.ts';
import type { Printer } from './printer.ts';
import type { PrintedFigure } from './record-index.ts';

interface Row {
  readonly label: string;
  /** One of the two. */
  readonly text: string | null;
  readonly figure: PrintedFigure | null;
  readonly strong: boolean;
}

const said = (label: string, text: string): Row => ({ label, text, figure: null, strong: false });

function summed(printer: Printer, key: string, label: string, figure: Figure, strong = false): Row {
  return { label, text: null, figure: printer.lei(`${key} · ${label}`, figure), strong };
}

/** Sums that are nothing are left out where they are the exception. */
const unlessZero = (row: Row, figure: Figure): Row[] => (figure.value === 0 ? [] : [row]);

function campaignRows(printer: Printer, campaign: ReportedCampaign): Row[] {
  const { words, locale } = printer;
  const { key } = campaign.milestone;
  const sum = (name: 'pledged' | 'bank' | 'cash' | 'refunded' | 'raised' | 'inKind' | 'adjusted' | 'late') =>
    summed(printer, key, words.money[name], campaign[name], name === 'raised');
  return [
    said(words.money.state, CAMPAIGN_STATE_WORDS[campaign.state][locale]),
    said(words.money.closed, printer.dayOf(campaign.closesAt)),
    ...(campaign.publishedAt === null ? [] : [said(words.money.published, printer.dayOf(campaign.publishedAt))]),
    sum('pledged'),
    sum('bank'),
    sum('cash'),
    ...unlessZero(sum('refunded'), campaign.refunded),
    sum('raised'),
    sum('inKind'),
    ...unlessZero(sum('adjusted'), campaign.adjusted),
    ...unlessZero(sum('late'), campaign.late),
  ];
}

function matchRows(printer: Printer, match: ReportedMatch): Row[] {
  const { words, locale, day } = printer;
  const { key } = match.milestone;
  const sum = (name: 'cap' | 'computed' | 'due' | 'repaid' | 'owed') =>
    summed(printer, key, words.money[name], match[name], false);
  const corrected = ({ corrections }: { readonly corrections: readonly ReportedCorrection[] }): Row[] =>
    corrections.map(({ oldNumber, oldDay, on, reason }) =>
      said(
        words.money.corrected,
        `${printer.dayOf(on)}. ${words.money.itSaid}: ${oldNumber}, ${day(oldDay)}. ${words.money.correctedWhy}: ${reason}`,
      ),
    );
  const documented = ({ number, on }: { readonly number: string; readonly on: string }) => `${number}, ${day(on)}`;
  return [
    said(words.money.state, MATCH_STATE_WORDS[match.state][locale]),
    sum('cap'),
    sum('computed'),
    ...match.decisions.flatMap(({ outcome, number, decidedOn, corrections }) => [
      said(words.money[outcome], documented({ number, on: decidedOn })),
      ...corrected({ corrections }),
    ]),
    ...(match.contract === null
      ? []
      : [
          said(words.money.contract, `${documented(match.contract)}. ${match.contract.legalRoute}`),
          ...corrected(match.contract),
        ]),
    ...(match.order === null ? [] : [said(words.money.order, documented(match.order))]),
    sum('due'),
    ...(match.paid === null ? [] : [summed(printer, key, words.money.paid, match.paid, true)]),
    ...unlessZero(sum('repaid'), match.repaid),
    ...unlessZero(sum('owed'), match.owed),
  ];
}

function fundRows(printer: Printer, fund: ReportedFund): Row[] {
  const { words, day } = printer;
  const { key } = fund.milestone;
  return [
    said(words.money.founded, `${fund.document}, ${day(fund.foundedOn)}`),
    summed(printer, key, words.money.received, fund.received),
    summed(printer, key, words.money.spent, fund.spent),
    summed(printer, key, words.money.balance, fund.balance, true),
  ];
}

/** A table each; null where the project has none of it. */
export function printedMoney(printer: Printer, { campaigns, matches, funds }: ReportedMoney) {
  const { words, text, locale } = printer;
  const tables = [
    ...campaigns.map((campaign) => ({
      title: `${campaign.milestone.key} · ${words.money.campaign}: ${text(campaign.title)}`,
      note: null,
      rows: campaignRows(printer, campaign),
    })),
    ...matches.map((match) => ({
      title: `${match.milestone.key} · ${words.money.match}`,
      note: capWords({ ro: formatLei(match.cap.value, 'ro'), en: formatLei(match.cap.value, 'en') }, match.capOn)[
        locale
      ],
      rows: matchRows(printer, match),
    })),
    ...funds.map((fund) => ({
      title: `${fund.milestone.key} · ${words.money.fund}: ${text(fund.name)}`,
      note: null,
      rows: fundRows(printer, fund),
    })),
  ];
  return tables.length === 0 ? null : tables;
}
