/** The words of the forms by which the public pledges and subscribes, and of the pages behind their links. */
import type { LocalText } from '../../domain/lifecycle.ts';
import { plural } from '../../domain/locale.ts';

export const WORDS = {
  ro: {
    pledgeTitle: 'Promit o donație',
    pledgeIntro:
      'Scrieți cât vreți să donați. După ce confirmați din e-mail, primiți un cod al dumneavoastră și datele pentru plată. Promisiunea nu vă obligă: până la plată nu se numără la suma strânsă.',
    amount: 'Suma, în lei',
    amountHint: 'De exemplu 50 sau 1.250,50.',
    donorKind: 'Donează',
    person: 'o persoană',
    organisation: 'o organizație sau o firmă',
    name: 'Numele',
    nameHint: 'Nu este obligatoriu dacă donați anonim. Apare pe confirmarea pe care o primiți după plată.',
    email: 'E-mail',
    emailHint: 'Aici primiți linkul de confirmare, codul și, după plată, confirmarea donației. Nu se publică.',
    shown: 'Cum apăreți în lista donațiilor',
    shownWords: {
      anonymous: 'anonim',
      initials: 'cu inițialele',
      name: 'cu numele întreg',
    },
    consent:
      'Sunt de acord ca numele și adresa mea să fie păstrate pentru evidența donațiilor și ca să mi se răspundă. Pot cere oricând ștergerea lor.',
    send: 'Trimiteți',
    required: 'obligatoriu',
    optional: 'opțional',
    faults: (count: number) =>
      `${plural(count, 'ro', { one: 'câmp trebuie corectat', few: 'câmpuri trebuie corectate', other: 'de câmpuri trebuie corectate' })}. Ce ați scris s-a păstrat.`,
    subscribeTitle: 'Vești despre campanie',
    subscribeIntro:
      'Vă scriem când se deschide campania, o dată pe săptămână cât este deschisă și când se publică suma strânsă. Fiecare mesaj are un link prin care vă puteți dezabona.',
    subscribeEmailHint: 'Aici primiți linkul de confirmare. Adresa nu se publică și se șterge când vă dezabonați.',
    sentTitle: 'Mai este un pas',
    sent: (email: string) => `Am trimis un mesaj la ${email}. Deschideți-l și confirmați în cel mult 48 de ore.`,
    sentHint: 'Dacă nu ajunge în câteva minute, căutați-l în „Spam” sau trimiteți din nou formularul.',
    unsent:
      'Mesajul de confirmare nu a putut fi trimis acum. Ce ați scris s-a păstrat mai jos: încercați din nou peste câteva minute.',
    closed: {
      pledge: 'Acum nu se primesc promisiuni de donații: campania nu este deschisă.',
      subscription: 'Acum nu se trimit vești: nicio campanie nu este anunțată sau deschisă.',
    },
    confirmPledge: 'Confirmați promisiunea',
    confirmPledgeNote: (amount: string) =>
      `Promiteți ${amount}. Apăsați butonul ca promisiunea să fie înregistrată și să primiți codul pentru plată.`,
    shownAs: 'În lista donațiilor veți apărea',
    confirmSubscription: 'Confirmați abonarea',
    confirmSubscriptionNote: 'Apăsați butonul ca să primiți vești despre campanie.',
    confirm: 'Confirm',
    pledgedTitle: 'Promisiunea este înregistrată',
    pledged: (amount: string) =>
      `Vă mulțumim. Ați promis ${amount}. Plătiți prin bancă, cu datele de mai jos; v-am trimis aceleași date și prin e-mail.`,
    subscribedTitle: 'V-ați abonat',
    subscribed: 'De acum primiți vești despre campanie.',
    unknownTitle: 'Linkul nu mai este valabil',
    unknown:
      'A expirat sau nu este întreg. Deschideți-l din nou din mesaj; dacă nici așa nu merge, completați din nou formularul.',
    expiredTitle: 'Linkul a expirat',
    expired:
      'Au trecut cele 48 de ore în care puteați confirma, așa că nu s-a înregistrat nimic. Completați din nou formularul și primiți alt link.',
    again: 'Înapoi la formular',
    toCampaign: 'Pagina campaniei',
    unsubscribeTitle: 'Dezabonare',
    unsubscribeNote: 'Apăsați butonul ca să nu mai primiți vești despre campanie. Adresa dumneavoastră se șterge.',
    unsubscribe: 'Nu mai vreau aceste mesaje',
    unsubscribed: 'V-ați dezabonat. Nu mai primiți vești despre campanie, iar adresa s-a șters.',
  },
  en: {
    pledgeTitle: 'Pledge a gift',
    pledgeIntro:
      'Write how much you want to give. After you confirm it from your e-mail you get a code of your own and the details for the payment. A pledge is not binding: until it is paid it is not part of the sum raised.',
    amount: 'Amount, in lei',
    amountHint: 'For example 50 or 1.250,50 (Romanian writing).',
    donorKind: 'Who gives',
    person: 'a person',
    organisation: 'an organisation or a company',
    name: 'Name',
    nameHint: 'Not needed if you give anonymously. It stands on the confirmation that you get after the payment.',
    email: 'E-mail',
    emailHint:
      'The link to confirm, the code and, after the payment, the confirmation of the gift are sent there. It is not published.',
    shown: 'How you appear in the list of gifts',
    shownWords: { anonymous: 'anonymously', initials: 'by initials', name: 'by full name' },
    consent:
      'I agree that my name and address are kept for the record of gifts and to answer me. I can ask for their erasure at any time.',
    send: 'Send',
    required: 'required',
    optional: 'optional',
    faults: (count: number) =>
      `${plural(count, 'en', { one: 'field needs correcting', other: 'fields need correcting' })}. What you wrote is kept.`,
    subscribeTitle: 'News of the campaign',
    subscribeIntro:
      'We write to you when the campaign opens, once a week while it is open, and when the sum raised is published. Each message has a link by which you can unsubscribe.',
    subscribeEmailHint:
      'The link to confirm is sent there. The address is not published, and is erased when you unsubscribe.',
    sentTitle: 'One more step',
    sent: (email: string) => `We sent a message to ${email}. Open it and confirm within 48 hours.`,
    sentHint: 'If it does not arrive in a few minutes, look under spam, or send the form again.',
    unsent: 'The message to confirm could not be sent now. What you wrote is kept below: try again in a few minutes.',
    closed: {
      pledge: 'No pledges are taken now: the campaign is not open.',
      subscription: 'No news is sent now: no campaign is announced or open.',
    },
    confirmPledge: 'Confirm your pledge',
    confirmPledgeNote: (amount: string) =>
      `You pledge ${amount}. Press the button to have it recorded and to get the code for the payment.`,
    shownAs: 'In the list of gifts you will appear',
    confirmSubscription: 'Confirm your subscription',
    confirmSubscriptionNote: 'Press the button to get news of the campaign.',
    confirm: 'Confirm',
    pledgedTitle: 'Your pledge is recorded',
    pledged: (amount: string) =>
      `Thank you. You pledged ${amount}. Pay by bank with the details below; we have sent them to you by e-mail as well.`,
    subscribedTitle: 'You are subscribed',
    subscribed: 'From now on you get news of the campaign.',
    unknownTitle: 'The link is no longer valid',
    unknown:
      'It has expired or is incomplete. Open it again from the message; if that does not help, fill in the form again.',
    expiredTitle: 'The link has expired',
    expired:
      'The 48 hours in which you could confirm are over, so nothing was recorded. Fill in the form again and you get another link.',
    again: 'Back to the form',
    toCampaign: 'The campaign’s page',
    unsubscribeTitle: 'Unsubscribe',
    unsubscribeNote: 'Press the button to get no more news of the campaign. Your address is erased.',
    unsubscribe: 'I no longer want these messages',
    unsubscribed: 'You are unsubscribed. You get no more news of the campaign, and your address was erased.',
  },
} as const;

export const CONSENT_NEEDED: LocalText = {
  ro: 'Fără acest acord nu putem primi promisiunea: bifați-l dacă sunteți de acord.',
  en: 'Without this consent we cannot take the pledge: tick it if you agree.',
};
export const TOO_MUCH: LocalText = {
  ro: 'Prin pagină se promit cel mult 1.000.000,00 lei. Pentru mai mult, vorbiți cu echipa proiectului.',
  en: 'At most 1,000,000.00 lei can be pledged on this page. For more, talk to the project’s team.',
};
export const ABOVE_ZERO: LocalText = {
  ro: 'Suma trebuie să fie mai mare decât zero.',
  en: 'The amount has to be above zero.',
};
