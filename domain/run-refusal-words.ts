/** Why a command on a run, its attendance, its certificates or the outreach was refused, in words. */
import type { Locale, LocalText } from './lifecycle.ts';
import { MILESTONE_STATE_WORDS } from './lifecycle-words.ts';
import { formatDay, formatInstant, formatNumber, plural } from './locale.ts';
import type { Refusal } from './refusal.ts';

export type RunRefusal = Extract<
  Refusal,
  {
    readonly code:
      | 'no-runs'
      | 'run-cancelled'
      | 'run-frozen'
      | 'session-held'
      | 'session-not-begun'
      | 'session-not-ended'
      | 'session-closed'
      | 'correction-reason-missing'
      | 'not-enrolled'
      | 'capacity-below-enrolled'
      | 'nobody-to-invite'
      | 'run-past'
      | 'public-not-allowed'
      | 'code-unknown'
      | 'no-session-now'
      | 'certificates-not-given'
      | 'attendance-not-complete'
      | 'nobody-entitled'
      | 'certified-twice'
      | 'certificate-stands'
      | 'certificate-revoked'
      | 'evidence-part-missing'
      | 'evidence-date-missing'
      | 'version-replaced'
      | 'quantity-counted'
      | 'no-outreach'
      | 'organisation-unreachable'
      | 'retention-not-over';
  }
>;

interface Words {
  readonly title: LocalText;
  readonly detail: LocalText;
}

const words = (title: LocalText, detail: LocalText): Words => ({ title, detail });
const both = (say: (locale: Locale) => string): LocalText => ({ ro: say('ro'), en: say('en') });

export function wordsOfRun(refusal: RunRefusal): Words {
  switch (refusal.code) {
    case 'no-runs':
      return words(
        {
          ro: 'Jalonul nu are cursuri, vizite sau consultări',
          en: 'The milestone has no courses, visits or consultations',
        },
        {
          ro: 'Planul nu le prevede pentru acest jalon.',
          en: 'The plan foresees none for this milestone.',
        },
      );
    case 'run-cancelled':
      return words(
        { ro: 'A fost anulat', en: 'It was cancelled' },
        {
          ro: 'Ce s-a anulat nu se mai reia; programați din nou, separat.',
          en: 'What was cancelled is not taken up again; schedule another one in its place.',
        },
      );
    case 'run-frozen': {
      const { state } = refusal;
      return words(
        { ro: 'Nu se mai poate schimba', en: 'It can no longer be changed' },
        {
          ro: `Jalonul este ${MILESTONE_STATE_WORDS[state].ro}: cursurile, vizitele, consultările și prezența rămân cum sunt. Dacă jalonul este depus, cine aprobă îl poate returna.`,
          en: `The milestone is ${MILESTONE_STATE_WORDS[state].en}: its courses, visits, consultations and attendance stay as they are. A submitted milestone can be returned by who approves it.`,
        },
      );
    }
    case 'session-held':
      return words(
        { ro: 'Sesiunea are prezență', en: 'The session has attendance' },
        {
          ro: 'O sesiune la care s-a notat prezența nu se mai mută și nu se șterge.',
          en: 'A session with attendance can be neither moved nor removed.',
        },
      );
    case 'session-not-begun': {
      const { startsAt } = refusal;
      return words(
        { ro: 'Sesiunea nu a început', en: 'The session has not begun' },
        {
          ro: `Prezența se notează de când începe sesiunea: ${formatInstant(new Date(startsAt), 'ro')}.`,
          en: `Attendance is marked from the session's beginning: ${formatInstant(new Date(startsAt), 'en')}.`,
        },
      );
    }
    case 'session-not-ended': {
      const { endsAt } = refusal;
      return words(
        { ro: 'Sesiunea nu s-a terminat', en: 'The session has not ended' },
        {
          ro: `Prezența se încheie și certificatele se emit după sfârșitul sesiunii: ${formatInstant(new Date(endsAt), 'ro')}.`,
          en: `Attendance is completed and certificates are issued after the session's end: ${formatInstant(new Date(endsAt), 'en')}.`,
        },
      );
    }
    case 'session-closed':
      return words(
        { ro: 'Prezența este încheiată', en: 'Attendance is complete' },
        {
          ro: 'Prezența la această sesiune a fost deja încheiată; se mai pot face corecturi, cu motiv.',
          en: 'Attendance of this session was completed before; corrections are possible, with a reason.',
        },
      );
    case 'correction-reason-missing':
      return words(
        { ro: 'Lipsește motivul', en: 'The reason is missing' },
        {
          ro: 'Prezența este încheiată: o schimbare este o corectură și are nevoie de un motiv.',
          en: 'Attendance is complete: a change is a correction and needs a reason.',
        },
      );
    case 'not-enrolled':
      return words(
        { ro: 'Persoana nu este înscrisă', en: 'The person is not enrolled' },
        {
          ro: 'Înscrieți întâi persoana, apoi notați prezența.',
          en: 'Enrol the person first, then mark the attendance.',
        },
      );
    case 'capacity-below-enrolled': {
      const { capacity, enrolled } = refusal;
      return words(
        { ro: 'Prea puține locuri', en: 'Too few places' },
        {
          ro: `Sunt deja ${plural(enrolled, 'ro', { one: 'persoană înscrisă', few: 'persoane înscrise', other: 'de persoane înscrise' })}; locurile nu pot fi ${formatNumber(capacity, 'ro')}.`,
          en: `${plural(enrolled, 'en', { one: 'person is', other: 'persons are' })} enrolled already; there cannot be ${formatNumber(capacity, 'en')} places.`,
        },
      );
    }
    case 'nobody-to-invite':
      return words(
        { ro: 'Nu este nimeni de invitat', en: 'There is nobody to invite' },
        {
          ro: 'Toți cei înscriși au primit invitația sau nu au adresă de e-mail în registru.',
          en: 'Everybody who is enrolled was invited, or has no e-mail address in the register.',
        },
      );
    case 'run-past':
      return words(
        { ro: 'S-a încheiat deja', en: 'It is over already' },
        {
          ro: 'Ultima sesiune s-a încheiat: nu mai are rost să invitați pe cineva.',
          en: 'The last session has ended: there is nothing left to invite anybody to.',
        },
      );
    case 'public-not-allowed':
      return words(
        { ro: 'Înscrierea publică nu este prevăzută', en: 'Public enrolment is not foreseen' },
        {
          ro: 'Planul nu lasă publicul să se înscrie la acest jalon; înscrieți dumneavoastră participanții.',
          en: 'The plan does not let the public enrol in this milestone; enrol the participants yourself.',
        },
      );
    case 'code-unknown':
      return words(
        { ro: 'Codul nu este cunoscut', en: 'The code is not known' },
        {
          ro: 'Codul nu aparține nimănui înscris aici. Căutați persoana în listă.',
          en: 'The code belongs to nobody who is enrolled here. Look for the person in the list.',
        },
      );
    case 'no-session-now':
      return words(
        { ro: 'Nu este nicio sesiune acum', en: 'There is no session now' },
        {
          ro: 'Codurile se scanează de la două ore înaintea unei sesiuni până la sfârșitul ei.',
          en: 'Codes are scanned from two hours before a session until its end.',
        },
      );
    case 'certificates-not-given':
      return words(
        { ro: 'Aici nu se dau certificate', en: 'No certificates are given here' },
        {
          ro: 'Planul nu prevede certificate pentru acest jalon.',
          en: 'The plan foresees no certificates for this milestone.',
        },
      );
    case 'attendance-not-complete': {
      const { sessions } = refusal;
      return words(
        { ro: 'Prezența nu este încheiată', en: 'Attendance is not complete' },
        both((locale) =>
          locale === 'ro'
            ? `Încheiați întâi prezența la ${plural(sessions, locale, { one: 'sesiune', few: 'sesiuni', other: 'de sesiuni' })}; abia apoi se știe cine are dreptul la certificat (R4).`
            : `Complete the attendance of ${plural(sessions, locale, { one: 'session', other: 'sessions' })} first; only then is it known who has earned a certificate (R4).`,
        ),
      );
    }
    case 'nobody-entitled': {
      const { needed } = refusal;
      return words(
        { ro: 'Nimeni nu are dreptul la certificat', en: 'Nobody has earned a certificate' },
        both((locale) =>
          locale === 'ro'
            ? `Certificatul cere prezența la cel puțin ${plural(needed, locale, { one: 'sesiune', few: 'sesiuni', other: 'de sesiuni' })} (R4), sau toți cei care au dreptul îl au deja.`
            : `A certificate asks for at least ${plural(needed, locale, { one: 'session', other: 'sessions' })} (R4), or everybody who earned one has it already.`,
        ),
      );
    }
    case 'certified-twice': {
      const { number } = refusal;
      return words(
        { ro: 'Două certificate ale aceluiași curs', en: 'Two certificates of one course' },
        {
          ro: `Ambele fișe au certificat de la același curs, iar o persoană are unul singur (R4). Revocați întâi certificatul ${number}, apoi uniți fișele.`,
          en: `Both records have a certificate of the same course, and a person has one (R4). Revoke certificate ${number} first, then merge.`,
        },
      );
    }
    case 'certificate-stands': {
      const { number } = refusal;
      return words(
        { ro: 'Există un certificat', en: 'There is a certificate' },
        {
          ro: `Corectura ar lua temeiul certificatului ${number}. Revocați-l întâi, apoi faceți corectura.`,
          en: `The correction would take away what certificate ${number} stands on. Revoke it first, then correct.`,
        },
      );
    }
    case 'certificate-revoked':
      return words(
        { ro: 'Certificatul este revocat', en: 'The certificate is revoked' },
        { ro: 'Certificatul a fost revocat mai înainte.', en: 'The certificate was revoked before.' },
      );
    case 'evidence-part-missing':
      return refusal.per === 'run'
        ? words(
            { ro: 'Lipsește cursul, vizita sau consultarea', en: 'The course, visit or consultation is missing' },
            {
              ro: 'Planul cere această dovadă pentru fiecare curs, vizită sau consultare: alegeți pentru care este.',
              en: 'The plan asks for this evidence for each course, visit or consultation: choose the one that it is for.',
            },
          )
        : words(
            { ro: 'Lipsește organizația', en: 'The organisation is missing' },
            {
              ro: 'Planul cere această dovadă pentru fiecare organizație: alegeți pentru care este (R5).',
              en: 'The plan asks for this evidence for each organisation: choose the one that it is for (R5).',
            },
          );
    case 'evidence-date-missing':
      return words(
        { ro: 'Lipsește data', en: 'The date is missing' },
        {
          ro: 'Dovada informării unei organizații are nevoie de data ei (R5).',
          en: 'Evidence that an organisation was informed needs its date (R5).',
        },
      );
    case 'version-replaced':
      return words(
        { ro: 'Există o versiune mai nouă', en: 'There is a newer version' },
        {
          ro: 'Această versiune a fost înlocuită: schimbarea se face la cea mai recentă.',
          en: 'This version was replaced: the change is made to the latest one.',
        },
      );
    case 'quantity-counted':
      return words(
        { ro: 'Cifra se numără singură', en: 'The figure counts itself' },
        {
          ro: 'Jalon numără acest indicator din prezență și din dovezi; nu se scrie de mână.',
          en: 'Jalon counts this indicator from attendance and evidence; it is not written by hand.',
        },
      );
    case 'no-outreach':
      return words(
        { ro: 'Jalonul nu informează organizații', en: 'The milestone informs no organisations' },
        {
          ro: 'Din aplicație se scrie organizațiilor numai la un jalon de informare (R5).',
          en: 'Organisations are written to only at an outreach milestone (R5).',
        },
      );
    case 'organisation-unreachable':
      return words(
        { ro: 'Organizația nu are adresă de e-mail', en: 'The organisation has no e-mail address' },
        {
          ro: 'Completați adresa în registru sau încărcați mesajul trimis pe altă cale.',
          en: 'Fill in its address in the register, or upload the message that was sent in another way.',
        },
      );
    case 'retention-not-over': {
      const { until } = refusal;
      return words(
        { ro: 'Registrul trebuie păstrat', en: 'The register has to be kept' },
        {
          ro: `Registrul se păstrează până pe ${formatDay(until, 'ro')}; abia apoi datele personale se pot șterge.`,
          en: `The register is kept until ${formatDay(until, 'en')}; only then can the personal data be erased.`,
        },
      );
    }
  }
}

const CODES: Readonly<Record<RunRefusal['code'], true>> = {
  'no-runs': true,
  'run-cancelled': true,
  'run-frozen': true,
  'session-held': true,
  'session-not-begun': true,
  'session-not-ended': true,
  'session-closed': true,
  'correction-reason-missing': true,
  'not-enrolled': true,
  'capacity-below-enrolled': true,
  'nobody-to-invite': true,
  'run-past': true,
  'public-not-allowed': true,
  'code-unknown': true,
  'no-session-now': true,
  'certificates-not-given': true,
  'attendance-not-complete': true,
  'nobody-entitled': true,
  'certified-twice': true,
  'certificate-stands': true,
  'certificate-revoked': true,
  'evidence-part-missing': true,
  'evidence-date-missing': true,
  'version-replaced': true,
  'quantity-counted': true,
  'no-outreach': true,
  'organisation-unreachable': true,
  'retention-not-over': true,
};

export const isRunRefusal = (refusal: Refusal): refusal is RunRefusal => Object.hasOwn(CODES, refusal.code);
