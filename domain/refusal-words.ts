/**
 * Why a command was refused, in words: what is wrong, the rule behind it, and the way out.
 */
import type { Locale, LocalText, MilestoneVerb, ProjectRole } from './lifecycle.ts';
import { MILESTONE_VERBS } from './lifecycle.ts';
import { MILESTONE_STATE_WORDS, PROJECT_STATE_WORDS, ROLE_WORDS, VERB_WORDS } from './lifecycle-words.ts';
import { formatDay, listed, quoted } from './locale.ts';
import { describeMissing } from './missing.ts';
import { isMoneyRefusal, wordsOfMoney } from './money-refusal-words.ts';
import type { Conflict, Refusal } from './refusal.ts';
import { wordsOfRegister } from './register-refusal-words.ts';
import { isRunRefusal, wordsOfRun } from './run-refusal-words.ts';
import { isVoteRefusal, wordsOfVote } from './vote-refusal-words.ts';

export interface RefusalWords {
  /** A headline without a full stop. */
  readonly title: string;
  /** Whole sentences. */
  readonly detail: string;
}

/** A refusal in the reader's language; every code has its own words. */
export function describeRefusal(refusal: Refusal, locale: Locale): RefusalWords {
  const { title, detail } = wordsOf(refusal);
  return { title: title[locale], detail: detail[locale] };
}

/** Why one milestone cannot move, as a whole sentence (R8). */
export function describeConflict(conflict: Conflict, locale: Locale): string {
  const name = {
    ro: `${conflict.key} ${quoted(conflict.title.ro, 'ro')}`,
    en: `${conflict.key} ${quoted(conflict.title.en, 'en')}`,
  };
  const words: Readonly<Record<Conflict['why'], LocalText>> = {
    completed: {
      ro: `${name.ro} este deja încheiat, deci termenul lui nu se mai mută.`,
      en: `${name.en} has ended, so its due date no longer moves.`,
    },
    frozen: {
      ro: `${name.ro} are un calendar înghețat de un vot în curs și nu se mută.`,
      en: `${name.en} has a window frozen by an open vote and does not move.`,
    },
    'past-end': {
      ro: `${name.ro} ar ajunge după noul sfârșit al proiectului.`,
      en: `${name.en} would fall due after the project's new end.`,
    },
  };
  return words[conflict.why][locale];
}

interface BothWords {
  readonly title: LocalText;
  readonly detail: LocalText;
}

const inBoth = (say: (locale: Locale) => string): LocalText => ({ ro: say('ro'), en: say('en') });
const days = (day: string): LocalText => inBoth((locale) => formatDay(day, locale));
const roles = (names: readonly ProjectRole[]): LocalText =>
  inBoth((locale) =>
    listed(
      names.map((name) => ROLE_WORDS[name][locale]),
      locale,
      'or',
    ),
  );
const isVerb = (verb: string): verb is MilestoneVerb => MILESTONE_VERBS.some((known) => known === verb);

function wordsOf(refusal: Refusal): BothWords {
  switch (refusal.code) {
    case 'gate-not-passed': {
      const missing = inBoth((locale) => refusal.missing.map((item) => describeMissing(item, locale)).join(' '));
      return {
        title: { ro: 'Jalonul nu este complet', en: 'The milestone is not complete' },
        detail: {
          ro: `Un jalon se depune și se aprobă numai cu toate dovezile și indicatorii din plan. ${missing.ro}`,
          en: `A milestone is submitted and approved only with all evidence and indicators of the plan. ${missing.en}`,
        },
      };
    }
    case 'wrong-state': {
      const state = MILESTONE_STATE_WORDS[refusal.state];
      const verb = isVerb(refusal.verb) ? VERB_WORDS[refusal.verb] : { ro: 'modifica', en: 'changed' };
      return {
        title: { ro: 'Jalonul nu este în starea potrivită', en: 'The milestone is not in the right state' },
        detail: {
          ro: `Jalonul este ${state.ro}; în această stare nu se poate ${verb.ro}. Reîncărcați pagina pentru a vedea ce urmează.`,
          en: `The milestone is ${state.en}; in this state it cannot be ${verb.en}. Reload the page to see what comes next.`,
        },
      };
    }
    case 'project-ended': {
      const state = PROJECT_STATE_WORDS[refusal.state];
      return {
        title: { ro: 'Proiectul s-a încheiat', en: 'The project has ended' },
        detail: {
          ro: `Proiectul este ${state.ro}; datele lui se pot citi, dar nu se mai schimbă.`,
          en: `The project is ${state.en}; its data can be read but no longer changed.`,
        },
      };
    }
    case 'own-submission':
      return {
        title: { ro: 'Nimeni nu își aprobă propria depunere', en: 'Nobody approves their own submission' },
        detail: {
          ro: 'Dumneavoastră ați depus acest jalon. Aprobarea o dă altă persoană cu drept de aprobare în proiect.',
          en: 'You submitted this milestone. Another person who may approve in this project has to do it.',
        },
      };
    case 'role-missing': {
      const who = roles(refusal.roles);
      return {
        title: { ro: 'Nu aveți acest drept în proiect', en: 'You may not do this in this project' },
        detail: {
          ro: `Aceasta poate face numai ${who.ro}. Dacă rolul dumneavoastră este greșit, îl schimbă managerul de proiect.`,
          en: `Only ${who.en} may do this. If your role is wrong, the project manager can change it.`,
        },
      };
    }
    case 'preview-stale':
      return {
        title: { ro: 'Între timp s-a schimbat ceva', en: 'Something changed meanwhile' },
        detail: {
          ro: 'Mutarea termenului nu mai are urmările pe care le-ați văzut. Nu s-a mutat nimic: priviți din nou ce se mută și confirmați.',
          en: 'Moving the due date no longer has the effects that you saw. Nothing was moved: look again at what moves, and confirm.',
        },
      };
    case 'move-conflict': {
      const conflicts = inBoth((locale) =>
        refusal.conflicts.map((conflict) => describeConflict(conflict, locale)).join(' '),
      );
      return {
        title: { ro: 'Termenul nu se poate muta astfel', en: 'The due date cannot move like this' },
        detail: {
          ro: `${conflicts.ro} Alegeți o altă zi.`,
          en: `${conflicts.en} Choose another day.`,
        },
      };
    }
    case 'amendment-needed': {
      const [end, latest] = [days(refusal.endsOn), days(refusal.latestDay)];
      return {
        title: { ro: 'Este nevoie de un act adițional', en: 'An additional act is needed' },
        detail: {
          ro: `Proiectul se încheie la ${end.ro}, iar după mutare ultimul termen ar fi ${latest.ro}. Înregistrați actul adițional care prelungește proiectul (numărul, data și noul sfârșit) odată cu mutarea.`,
          en: `The project ends on ${end.en}, and after the move the last due date would be ${latest.en}. Record the additional act that extends the project (its number, date and the new end) together with the move.`,
        },
      };
    }
    case 'amendment-number-used':
      return {
        title: { ro: 'Numărul actului adițional este folosit', en: 'This additional act is recorded already' },
        detail: {
          ro: `Actul adițional ${refusal.number} este deja înregistrat în acest proiect. Verificați numărul.`,
          en: `The additional act ${refusal.number} is already recorded in this project. Check the number.`,
        },
      };
    case 'amendment-too-short': {
      const [end, latest] = [days(refusal.newEnd), days(refusal.latestDay)];
      return {
        title: { ro: 'Actul adițional nu ajunge până la ultimul termen', en: 'The additional act ends too early' },
        detail: {
          ro: `Noul sfârșit este ${end.ro}, dar ultimul termen din proiect ar fi ${latest.ro}. Niciun termen nu trece de sfârșitul proiectului: alegeți un sfârșit mai târziu sau mutați mai puțin.`,
          en: `The new end is ${end.en}, but the project's last due date would be ${latest.en}. No due date lies after the project's end: choose a later end, or move less.`,
        },
      };
    }
    case 'date-in-past': {
      const [day, today] = [days(refusal.day), days(refusal.today)];
      return {
        title: { ro: 'Ziua a trecut', en: 'The day has passed' },
        detail: {
          ro: `${day.ro} este înaintea zilei de azi, ${today.ro}. Un termen se mută numai pe o zi care urmează sau pe ziua de azi.`,
          en: `${day.en} is before today, ${today.en}. A due date moves only to today or to a later day.`,
        },
      };
    }
    case 'date-in-future': {
      const [day, today] = [days(refusal.day), days(refusal.today)];
      return {
        title: { ro: 'Ziua nu a venit încă', en: 'The day has not come yet' },
        detail: {
          ro: `${day.ro} este după ziua de azi, ${today.ro}. Se poate înregistra numai ceva ce s-a întâmplat deja.`,
          en: `${day.en} is after today, ${today.en}. Only what has already happened can be recorded.`,
        },
      };
    }
    case 'date-before-start': {
      const [day, start] = [days(refusal.day), days(refusal.startsOn)];
      return {
        title: { ro: 'Ziua este înaintea proiectului', en: 'The day is before the project' },
        detail: {
          ro: `${day.ro} este înaintea începutului proiectului, ${start.ro}. Alegeți o zi din perioada proiectului.`,
          en: `${day.en} is before the project's start, ${start.en}. Choose a day inside the project.`,
        },
      };
    }
    case 'date-unchanged':
      return {
        title: { ro: 'Termenul este deja acesta', en: 'The due date is this day already' },
        detail: {
          ro: 'Jalonul are deja termenul în această zi. Alegeți o altă zi.',
          en: 'The milestone is already due on this day. Choose another day.',
        },
      };
    case 'unknown-key':
      return {
        title: { ro: 'Planul nu cunoaște această cheie', en: 'The plan does not know this key' },
        detail: {
          ro: `Planul proiectului nu are nimic cu numele ${quoted(refusal.key, 'ro')} (câmpul ${refusal.field}). Alegeți una dintre valorile arătate de pagină.`,
          en: `The project's plan has nothing named ${quoted(refusal.key, 'en')} (field ${refusal.field}). Choose one of the values that the page shows.`,
        },
      };
    case 'evidence-frozen': {
      const state = MILESTONE_STATE_WORDS[refusal.state];
      return {
        title: { ro: 'Dovezile nu se mai schimbă', en: 'The evidence no longer changes' },
        detail: {
          ro: `Jalonul este ${state.ro}: se judecă exact ce s-a depus. Pentru completări, cel care aprobă îl returnează mai întâi.`,
          en: `The milestone is ${state.en}: what was submitted is what is judged. To complete it, the approver has to return it first.`,
        },
      };
    }
    case 'evidence-form': {
      const forms = {
        file: { ro: 'un fișier', en: 'a file' },
        link: { ro: 'adresa unei pagini publice', en: 'the address of a public page' },
      };
      const accepted = inBoth((locale) =>
        listed(
          refusal.accepts.map((form) => forms[form][locale]),
          locale,
          'or',
        ),
      );
      return {
        title: { ro: 'Dovada are altă formă', en: 'This evidence has another form' },
        detail: {
          ro: `Pentru această cerință planul acceptă numai ${accepted.ro}.`,
          en: `For this requirement the plan accepts only ${accepted.en}.`,
        },
      };
    }
    case 'slug-taken':
      return {
        title: { ro: 'Numele scurt este folosit', en: 'The short name is taken' },
        detail: {
          ro: `Există deja un proiect cu numele scurt ${quoted(refusal.slug, 'ro')}. Alegeți altul.`,
          en: `There is already a project with the short name ${quoted(refusal.slug, 'en')}. Choose another one.`,
        },
      };
    case 'not-a-member':
      return {
        title: { ro: 'Persoana nu face parte din proiect', en: 'The person is no member of the project' },
        detail: {
          ro: 'Persoana aleasă nu are un rol potrivit în acest proiect. Adăugați-o mai întâi ca membru.',
          en: 'The chosen person has no suitable role in this project. Add the person as a member first.',
        },
      };
    case 'last-manager':
      return {
        title: { ro: 'Este ultimul manager', en: 'This is the last manager' },
        detail: {
          ro: 'Un proiect are cel puțin un manager. Dați mai întâi acest rol altei persoane.',
          en: 'A project has at least one manager. Give this role to another person first.',
        },
      };
    case 'partner-by-administrator':
      return {
        title: { ro: 'Rolul de partener îl dă administratorul', en: 'The partner’s role is given by an administrator' },
        detail: {
          ro: 'Partenerul semnează pentru primărie (R21), de aceea numai un administrator dă sau ia acest rol. Adresați-vă administratorului.',
          en: 'The partner signs for the town hall (R21), so only an administrator gives or takes away this role. Ask an administrator.',
        },
      };
    case 'still-owner':
      return {
        title: { ro: 'Persoana mai răspunde de jaloane', en: 'The person still owns milestones' },
        detail: {
          ro: 'Cine răspunde de jaloane neîncheiate nu poate părăsi proiectul. Dați mai întâi jaloanele altei persoane.',
          en: 'Somebody who owns unfinished milestones cannot leave the project. Assign the milestones to another person first.',
        },
      };
    case 'owner-cannot-submit': {
      const who = roles(refusal.roles);
      return {
        title: { ro: 'Persoana nu poate depune acest jalon', en: 'The person could not submit this milestone' },
        detail: {
          ro: `De acest jalon poate răspunde numai ${who.ro}: alte roluri nu îl pot depune. Alegeți o persoană cu acest rol.`,
          en: `Only ${who.en} can own this milestone: other roles cannot submit it. Choose a person with that role.`,
        },
      };
    }
    case 'approver-missing': {
      const who = roles(refusal.roles);
      return {
        title: { ro: 'Lipsește cine să aprobe', en: 'Somebody who can approve is missing' },
        detail: {
          ro: `Unele jaloane le aprobă numai ${who.ro}, iar nimeni nu aprobă ce a depus. Adăugați un membru cu acest rol sau, dacă există deja, pe cel care răspunde de aceste jaloane în plan, de exemplu un partener.`,
          en: `Some milestones can be approved only by ${who.en}, and nobody approves what they submitted. Add a member with that role or, if there is one, somebody who answers for these milestones in the plan, for example a partner.`,
        },
      };
    }
    default:
      if (isMoneyRefusal(refusal)) return wordsOfMoney(refusal);
      if (isVoteRefusal(refusal)) return wordsOfVote(refusal);
      return isRunRefusal(refusal) ? wordsOfRun(refusal) : wordsOfRegister(refusal);
  }
}
